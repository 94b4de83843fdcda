-- A history as form 3 was written. Never change it: it stands for the files of users.
CREATE TABLE texts (sha256 TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    exercise TEXT NOT NULL, file TEXT NOT NULL, kind TEXT NOT NULL,
    at INTEGER NOT NULL, last_at INTEGER NOT NULL, times INTEGER NOT NULL DEFAULT 1,
    version TEXT NOT NULL, seed TEXT, replications INTEGER, partial INTEGER NOT NULL DEFAULT 0,
    folder TEXT, result TEXT, digest TEXT NOT NULL);
CREATE INDEX entries_of ON entries (exercise, kind, id);
CREATE TABLE inputs (
    entry INTEGER NOT NULL REFERENCES entries (id), path TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES texts (sha256),
    PRIMARY KEY (entry, path)) WITHOUT ROWID;
CREATE TABLE objectives (
    entry INTEGER NOT NULL REFERENCES entries (id), place INTEGER NOT NULL, alternative TEXT NOT NULL, text TEXT NOT NULL,
    rating TEXT NOT NULL, estimate REAL, low REAL, high REAL, confidence REAL, threshold REAL, reason TEXT,
    PRIMARY KEY (entry, place)) WITHOUT ROWID;
CREATE TABLE findings (
    id TEXT PRIMARY KEY, exercise TEXT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL, about TEXT NOT NULL,
    alternative TEXT NOT NULL, title TEXT NOT NULL, level TEXT NOT NULL);
CREATE INDEX findings_of ON findings (exercise, kind);
CREATE TABLE tests (
    entry INTEGER NOT NULL REFERENCES entries (id), finding TEXT NOT NULL REFERENCES findings (id), found INTEGER NOT NULL,
    PRIMARY KEY (entry, finding)) WITHOUT ROWID;
INSERT INTO texts VALUES ('aa', '// A plan.'), ('bb', '// Another plan.');
INSERT INTO entries (id, exercise, file, kind, at, last_at, version, seed, replications, folder, result, digest)
VALUES (1, 'demo', 'exercise.ron', 'run', 1790000000000, 1790000000000, '0.1.0', '18446744073709551615', 1000, 'results/demo', 'cc', 'dd'),
       (2, 'demo', 'exercise.ron', 'run', 1790086400000, 1790086400000, '0.1.0', '7', 1000, 'results/demo', 'cc', 'ee');
INSERT INTO inputs VALUES (1, 'exercise.ron', 'aa'), (2, 'exercise.ron', 'bb');
INSERT INTO objectives VALUES (1, 0, 'as-is', 'outrun_rate >= 70%', 'missed', 0.5, 0.4, 0.6, 0.95, 0.7, NULL),
                              (2, 0, 'as-is', 'outrun_rate >= 70%', 'met', 0.9, 0.8, 0.95, 0.95, 0.7, NULL);
INSERT INTO findings VALUES ('0123456789', 'demo', 'run', 'objective', 'outrun_rate >= 70%', 'as-is', 'missed: outrun_rate >= 70%', 'error');
INSERT INTO tests VALUES (1, '0123456789', 1), (2, '0123456789', 0);
CREATE TABLE actions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    exercise TEXT NOT NULL, text TEXT NOT NULL, owner TEXT NOT NULL, element TEXT NOT NULL,
    starts TEXT NOT NULL, due TEXT, finding TEXT REFERENCES findings (id),
    state TEXT NOT NULL DEFAULT 'open', closed_on TEXT, note TEXT);
CREATE INDEX actions_of ON actions (exercise);
INSERT INTO actions (id, exercise, text, owner, element, starts, due, finding)
VALUES (1, 'demo', 'name a backup', 'ciso', 'organization', '2026-10-01', '2026-11-01', '0123456789');
ALTER TABLE entries ADD COLUMN ended_at INTEGER;
ALTER TABLE entries ADD COLUMN schedule TEXT;
INSERT INTO entries (id, exercise, file, kind, at, last_at, version, seed, digest, ended_at, schedule)
VALUES (3, 'demo', 'exercise.ron', 'live', 1790172800000, 1790172800000, '0.1.0', '7', 'ff', 1790180000000, 'quarterly');
PRAGMA application_id = 1330992210;
PRAGMA user_version = 3;
