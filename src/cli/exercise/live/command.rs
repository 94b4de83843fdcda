//! Serving a session: a new one, or one that was cut off.

use std::net::TcpListener;
use std::path::Path;

use crate::cli::arguments::PlayArguments;
use crate::cli::choose::{Wanted, choose};
use crate::cli::clock::now;
use crate::cli::exercise::materials::read as read_timeline;
use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::interrupt;
use crate::cli::run::{copy_inputs, folder_name};
use crate::cli::status::Status;
use crate::cli::streams::Streams;
use crate::conduct::live::{Act, Added, Entry, Seat, Session, Setup};
use crate::conduct::materials::{CONTROLLERS, EVERYBODY, InjectSource, Timeline};
use crate::console::{Link, Links, Serving, Store, Stored, Token, link_of, serve};
use crate::engine::Plan;

use super::arguments::LiveArguments;
use super::folder::{HandedOut, INPUTS, SESSION, make, of_store, write_links};
use super::reading::{as_it_was, loaded, play_again};
use super::recording::record;
use super::seats::seats;

/// Serves the session until it is told to stop.
pub(in crate::cli::exercise) fn live(
    arguments: &LiveArguments,
    streams: &mut Streams,
) -> Result<Status, Failure> {
    let listener = TcpListener::bind(arguments.listen).map_err(|error| Failure::Environment {
        doing: format!("listen on {}", arguments.listen),
        path: None,
        because: error.to_string(),
        passes: true,
        left: NOTHING_WRITTEN.into(),
    })?;
    match (&arguments.resume, &arguments.path) {
        (Some(folder), _) => resume(folder, arguments, listener, streams),
        (None, Some(path)) => begin(path, arguments, listener, streams),
        (None, None) => Err(Failure::Usage("no exercise is named".to_owned())),
    }
}

fn begin(
    path: &Path,
    arguments: &LiveArguments,
    listener: TcpListener,
    streams: &mut Streams,
) -> Result<Status, Failure> {
    let play = PlayArguments {
        replications: None,
        seed: arguments.seed,
        threads: None,
        quiet: false,
    };
    let (loaded, exercise) = loaded(
        path,
        arguments.root.clone(),
        (arguments.alternative.as_ref(), &play),
        streams,
    )?;
    let seats = seats(arguments.participants.as_deref(), &exercise)?;
    let timeline = arguments.timeline.as_deref().map(read_timeline).transpose()?;
    let messages = timeline.map_or_else(Vec::new, |timeline| messages(&timeline));
    let wanted = arguments
        .replication
        .map_or(Wanted::Quantile(0.5, "the median"), Wanted::Number);
    let chosen = choose(wanted, &exercise, &play, streams)?;
    let folder = arguments.out.clone().unwrap_or_else(|| {
        let live = Path::new("results").join(folder_name(loaded.id())).join("live");
        live.join(stamp())
    });
    make(&folder)?;
    copy_inputs(&folder, &loaded.inputs())?;
    let setup = Setup {
        file: loaded.file().to_owned(),
        library: absolute(loaded.root()),
        alternative: exercise.alternative.to_string(),
        seed: exercise.seed,
        replication: chosen.replication,
        practice: arguments.practice,
        pace: arguments.pace,
        seats,
        messages,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let address = address(arguments, &listener);
    let (links, handed_out) = hand_out(&setup.seats, &address)?;
    let file = folder.join(SESSION);
    let failed = of_store(file.clone());
    let mut store = Store::create(&file, &setup, &links).map_err(&failed)?;
    store.hold(&file).map_err(&failed)?;
    tell_links(&handed_out, arguments, &folder, streams)?;
    let plan = Plan::new(&exercise);
    let session = Session::new(&exercise, &plan, setup);
    let table = Served {
        session,
        store,
        links: Links::new(links),
    };
    attend(table, (arguments, &folder), listener, streams)
}

/// What of a timeline is words: what the replication makes happen is left to it.
fn messages(timeline: &Timeline) -> Vec<Added> {
    let rows = timeline.injects.iter().filter(|row| row.to != CONTROLLERS);
    rows.filter_map(|row| {
        let title = match &row.source {
            InjectSource::Scenario(id) => id.clone(),
            InjectSource::Hand => row.title.clone(),
            InjectSource::Simulated(_) | InjectSource::Control => return None,
        };
        Some(Added {
            title,
            to: if row.to == EVERYBODY {
                Vec::new()
            } else {
                vec![row.to.clone()]
            },
            from: row.from.clone(),
            by: row.means.clone(),
            says: row.text.clone(),
            expects: row.expected.clone(),
            at_ms: row.at_ms.map(u64::cast_signed),
        })
    })
    .collect()
}

fn resume(
    folder: &Path,
    arguments: &LiveArguments,
    listener: TcpListener,
    streams: &mut Streams,
) -> Result<Status, Failure> {
    let file = folder.join(SESSION);
    let failed = of_store(file.clone());
    let (mut store, stored) = Store::open(&file).map_err(&failed)?;
    store.hold(&file).map_err(&failed)?;
    let Stored {
        setup,
        entries,
        mut links,
        beat,
    } = stored;
    let version = env!("CARGO_PKG_VERSION");
    if setup.version != version {
        return Err(Failure::Usage(format!(
            "this session was begun with Outrun {}, and this is {version}: only the same version goes on as it was",
            setup.version
        )));
    }
    let inputs = folder.join(INPUTS);
    let play = as_it_was(setup.seed);
    let alternative = Some(&setup.alternative);
    let (_, exercise) = loaded(
        &inputs.join(&setup.file),
        Some(inputs),
        (alternative, &play),
        streams,
    )?;
    let plan = Plan::new(&exercise);
    let mut session = Session::new(&exercise, &plan, setup);
    play_again(&mut session, &entries)?;
    if let Some((_, at)) = beat {
        let entry = Entry {
            number: session.last() + 1,
            wall_ms: now().as_millis(),
            at_ms: at.as_millis(),
            seat: String::new(),
            act: Act::Recovered(at.as_millis()),
        };
        store.append(&entry, None).map_err(&failed)?;
        play_again(&mut session, std::slice::from_ref(&entry))?;
    }
    if arguments.new_links {
        let all: Vec<Seat> = session.seats().cloned().collect();
        let (fresh, handed_out) = hand_out(&all, &address(arguments, &listener))?;
        for (seat, link) in all.iter().zip(&fresh) {
            store.relink(&seat.id, Some(link), now()).map_err(&failed)?;
        }
        links = fresh;
        tell_links(&handed_out, arguments, folder, streams)?;
    }
    let table = Served {
        session,
        store,
        links: Links::new(links),
    };
    attend(table, (arguments, folder), listener, streams)
}

/// Everything that a session needs to be served.
struct Served<'p> {
    session: Session<'p>,
    store: Store,
    links: Links,
}

fn attend(
    table: Served<'_>,
    (arguments, folder): (&LiveArguments, &Path),
    listener: TcpListener,
    streams: &mut Streams,
) -> Result<Status, Failure> {
    let address = address(arguments, &listener);
    streams.tell(&format!(
        "served at {address}; Ctrl-C closes it, and `outrun exercise live --resume {}` goes on\n",
        folder.display()
    ));
    let serving = Serving {
        session: table.session,
        store: table.store,
        links: table.links,
        hosts: hosts(arguments, &listener),
        clock: now,
    };
    let asked = interrupt::listen();
    let stop = || asked.load(std::sync::atomic::Ordering::Relaxed);
    serve(serving, listener, &stop).map_err(|error| Failure::Environment {
        doing: format!("serve at {address}"),
        path: None,
        because: error.to_string(),
        passes: true,
        left: "everything that was done is stored".into(),
    })?;
    streams.tell(&format!("closed; everything is in {}\n", folder.display()));
    record(folder, &arguments.place, streams)?;
    Ok(Status::Well)
}

fn hand_out(seats: &[Seat], address: &str) -> Result<(Vec<Link>, Vec<HandedOut>), Failure> {
    let mut links = Vec::new();
    let mut handed_out = Vec::new();
    for seat in seats {
        let token = Token::fresh().map_err(|error| Failure::Environment {
            doing: "make personal links".to_owned(),
            path: None,
            because: error.to_string(),
            passes: true,
            left: NOTHING_WRITTEN.into(),
        })?;
        links.push(link_of(&token, &seat.id, now()));
        handed_out.push(HandedOut::new(seat, &token, address));
    }
    Ok((links, handed_out))
}

fn tell_links(
    links: &[HandedOut],
    arguments: &LiveArguments,
    folder: &Path,
    streams: &mut Streams,
) -> Result<(), Failure> {
    if let Some(file) = &arguments.links {
        write_links(file, links)?;
        streams.tell(&format!(
            "{} personal links in {}: whoever has one is who it says\n",
            links.len(),
            file.display()
        ));
        return Ok(());
    }
    let widest = links
        .iter()
        .map(|link| link.name.chars().count())
        .max()
        .unwrap_or(0);
    let mut text = format!("session in {}\n\n", folder.display());
    for link in links {
        text.push_str(&format!(
            "{:<11} {:<widest$}  {}\n",
            link.role, link.name, link.link
        ));
    }
    streams.print(&text)
}

/// The address that participants reach.
fn address(arguments: &LiveArguments, listener: &TcpListener) -> String {
    let bound = listener.local_addr().unwrap_or(arguments.listen);
    arguments
        .public_url
        .clone()
        .unwrap_or_else(|| format!("http://{bound}"))
}

/// The names under which browsers may call.
fn hosts(arguments: &LiveArguments, listener: &TcpListener) -> Vec<String> {
    let bound = listener.local_addr().unwrap_or(arguments.listen);
    let mut hosts = vec![bound.to_string(), format!("localhost:{}", bound.port())];
    if let Some(url) = &arguments.public_url {
        let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        hosts.extend(rest.split('/').next().map(str::to_owned));
    }
    hosts
}

/// A path that holds wherever the session is resumed from.
fn absolute(path: &Path) -> String {
    let whole = std::fs::canonicalize(path);
    whole.unwrap_or_else(|_| path.to_path_buf()).display().to_string()
}

/// Now, as the name of a folder, in UTC.
fn stamp() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d-%H%M%S").to_string()
}
