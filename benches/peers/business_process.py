"""W2, escalation, in Prosimos, as near as it comes: the race of acknowledgement and time-out is an event-based gateway, the
time-out flows back to the page, so a page does not stay open; it has no quorum, so three approvals are asked for and all are awaited.
Its mean is therefore another than that of the others, and is held against none of them.

    python business_process.py w2 prosimos --size 10 --seed 1 --seconds 5
"""

import csv
import datetime
import json
import math
import os
import random
import tempfile
import time

import numpy
from prosimos.simulation_engine import run_simulation

from measure import asked, line

BPMN = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"><process id="p" isExecutable="false">{}</process></definitions>'
MONDAY = datetime.datetime(2026, 1, 5, tzinfo=datetime.timezone.utc)
WEEK_MINUTES = 10_080.0


class Process:
    """A diagram that is put together element by element."""

    def __init__(self):
        self.elements, self.flows = [], []

    def element(self, tag, name, inner=""):
        self.elements.append((tag, name, inner))
        return name

    def flow(self, *names):
        self.flows += [(f"f{len(self.flows) + n}", a, b) for n, (a, b) in enumerate(zip(names, names[1:]))]

    def xml(self):
        parts = []
        for tag, name, inner in self.elements:
            into = "".join(f"<incoming>{f}</incoming>" for f, _, head in self.flows if head == name)
            out = "".join(f"<outgoing>{f}</outgoing>" for f, tail, _ in self.flows if tail == name)
            parts.append(f'<{tag} id="{name}" name="{name}">{into}{out}{inner}</{tag}>')
        parts += [f'<sequenceFlow id="{f}" sourceRef="{tail}" targetRef="{head}"/>' for f, tail, head in self.flows]
        return BPMN.format("".join(parts))


def escalation(steps):
    of = Process()
    last = of.element("startEvent", "start")
    for step in range(steps):
        page = of.element("exclusiveGateway", f"page{step}")
        race = of.element("eventBasedGateway", f"race{step}")
        answer = of.element("intermediateCatchEvent", f"ack{step}", f'<messageEventDefinition id="m{step}"/>')
        passed_on = of.element("intermediateCatchEvent", f"out{step}", f'<timerEventDefinition id="t{step}"/>')
        of.flow(last, page, race, answer)
        of.flow(race, passed_on, page)
        last = answer
    split, join = of.element("parallelGateway", "split"), of.element("parallelGateway", "join")
    of.flow(last, split)
    for approval in range(3):
        of.flow(split, of.element("task", f"approval{approval}"), join)
    last = join
    for action in range(4):
        task = of.element("task", f"action{action}")
        of.flow(last, task)
        last = task
    of.flow(last, of.element("endEvent", "end"))
    return of.xml()


def log_normal(median_minutes, sigma):
    mean = median_minutes * 60 * math.exp(sigma * sigma / 2)
    variance = mean * mean * math.expm1(sigma * sigma)
    return {"distribution_name": "lognorm", "distribution_params": [{"value": it} for it in (mean, variance, 0.0, 1e9)]}


def fixed(seconds):
    return {"distribution_name": "fix", "distribution_params": [{"value": seconds}] * 3}


def parameters(steps, cases):
    always = [{"from": "MONDAY", "to": "SUNDAY", "beginTime": "00:00:00", "endTime": "23:59:59.999999"}]
    office = [{"from": "MONDAY", "to": "FRIDAY", "beginTime": "09:00:00", "endTime": "17:00:00"}]
    approvals, actions = [f"approval{n}" for n in range(3)], [f"action{n}" for n in range(4)]

    def pool(name, calendar, tasks):
        one = {"id": name, "name": name, "cost_per_hour": 0, "amount": 2000, "calendar": calendar, "assignedTasks": tasks}
        return {"id": f"pool-{name}", "name": name, "resource_list": [one]}

    def work(tasks, by, law):
        return [{"task_id": task, "resources": [{"resource_id": by, **law}]} for task in tasks]

    return {
        "task_resource_distribution": work(approvals, "approver", log_normal(30, 1)) + work(actions, "operator", log_normal(5, 0.5)),
        "resource_calendars": [{"id": "office", "name": "office", "time_periods": office},
                               {"id": "always", "name": "always", "time_periods": always}],
        "gateway_branching_probabilities": [],
        "arrival_time_distribution": fixed(WEEK_MINUTES * 60 / cases),
        "arrival_time_calendar": always,
        "resource_profiles": [pool("approver", "office", approvals), pool("operator", "always", actions)],
        "event_distribution": [{"event_id": f"ack{step}", **log_normal(10, 1)} for step in range(steps)]
        + [{"event_id": f"out{step}", **fixed(900.0)} for step in range(steps)],
        "batch_processing": [], "case_attributes": [], "prioritisation_rules": [],
    }  # fmt: skip


def durations(log, cases):
    """Minutes of each case: it begins at its turn of the week."""
    ends = {}
    with open(log, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            end = datetime.datetime.fromisoformat(row["end_time"])
            ends[row["case_id"]] = max(ends.get(row["case_id"], end), end)
    return [(end - MONDAY).total_seconds() / 60 - int(case) * WEEK_MINUTES / cases for case, end in ends.items()]


def main():
    options = asked(__doc__)
    random.seed(options.seed)
    numpy.random.seed(options.seed % 2**32)
    cases = max(50, round(options.seconds * 350))  # some 350 a second
    with tempfile.TemporaryDirectory() as work:
        bpmn, rules, log = (os.path.join(work, name) for name in ("w2.bpmn", "w2.json", "log.csv"))
        with open(bpmn, "w", encoding="utf-8") as file:
            file.write(escalation(options.size))
        with open(rules, "w", encoding="utf-8") as file:
            json.dump(parameters(options.size, cases), file)
        began = time.process_time()
        run_simulation(bpmn, rules, cases, log_out_path=log, starting_at="2026-01-05T00:00:00.000000+00:00")
        spent = time.process_time() - began
        minutes = durations(log, cases)
    mean = sum(minutes) / len(minutes)
    error = (sum((it - mean) ** 2 for it in minutes) / (len(minutes) - 1) / len(minutes)) ** 0.5
    line(options, spent, cases, cases, mean, error)


if __name__ == "__main__":
    main()
