//! A served session, and a client that says exactly what it is told to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// A server that is stopped when the test is over.
pub(crate) struct Served {
    pub(crate) folder: TempDir,
    child: Child,
    links: Vec<Value>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

impl Served {
    /// A session of a shipped exercise.
    pub(crate) fn begin(more: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let session = folder.path().join("session");
        let mut given: Vec<String> = [
            "exercise",
            "live",
            "scenarios/weekend-token",
            "--replication",
            "3",
        ]
        .map(str::to_owned)
        .to_vec();
        given.extend(["--out".to_owned(), session.display().to_string()]);
        given.extend(more.iter().map(|word| (*word).to_owned()));
        Self::start(folder, &given)
    }

    fn start(folder: TempDir, given: &[String]) -> Self {
        let links = folder.path().join("links.json");
        let _ = std::fs::remove_file(&links);
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("outrun"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(given)
            .args(["--listen", "127.0.0.1:0", "--links"])
            .arg(&links)
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut all = String::new();
        while !all.contains("served at") {
            let read = said.read_line(&mut all).unwrap();
            assert!(read > 0, "it ended: {all}");
        }
        // Whatever it says later must not fill its pipe.
        std::thread::spawn(move || said.read_to_end(&mut Vec::new()));
        let links = std::fs::read_to_string(&links)
            .map_or_else(|_| Vec::new(), |text| serde_json::from_str(&text).unwrap());
        Self { folder, child, links }
    }

    /// Ends it as a power failure would.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// The same session served again, with new links.
    pub(crate) fn resumed(mut self) -> Self {
        self.kill();
        let session = self.session();
        let folder = std::mem::replace(&mut self.folder, TempDir::new().unwrap());
        let given = ["exercise", "live", "--new-links", "--resume"].map(str::to_owned);
        let mut given = given.to_vec();
        given.push(session.display().to_string());
        Self::start(folder, &given)
    }

    pub(crate) fn session(&self) -> PathBuf {
        self.folder.path().join("session")
    }

    pub(crate) fn seats(&self, role: &str) -> Vec<String> {
        let of_role = self.links.iter().filter(|link| link["role"] == role);
        of_role
            .map(|link| link["seat"].as_str().unwrap().to_owned())
            .collect()
    }

    fn link(&self, seat: &str) -> &str {
        let link = self.links.iter().find(|link| link["seat"] == seat);
        link.unwrap()["link"].as_str().unwrap()
    }

    pub(crate) fn token(&self, seat: &str) -> String {
        self.link(seat).rsplit('/').next().unwrap().to_owned()
    }

    /// The host and port.
    pub(crate) fn host(&self) -> String {
        let link = self.links[0]["link"].as_str().unwrap();
        link.split('/').nth(2).unwrap().to_owned()
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.host()).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        stream
    }

    /// Says words, and hears the whole answer.
    pub(crate) fn say(&self, words: &str) -> Answer {
        let mut stream = self.connect();
        // A server that has refused already may not listen to the rest.
        let _ = stream.write_all(words.as_bytes());
        let mut heard = Vec::new();
        let _ = stream.read_to_end(&mut heard);
        let heard = String::from_utf8_lossy(&heard).into_owned();
        let (head, body) = heard.split_once("\r\n\r\n").unwrap_or((&heard, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Answer {
            status: status.unwrap_or(0),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        let host = self.host();
        self.say(&format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        ))
    }

    /// A request that changes something, with these headers besides host and length.
    pub(crate) fn post(&self, path: &str, headers: &str, body: &str) -> Answer {
        let (host, length) = (self.host(), body.len());
        self.say(&format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
        ))
    }

    /// What a page of ours sends.
    pub(crate) fn act(&self, seat: &str, act: &Value) -> Answer {
        let nonce = nonce();
        loop {
            // Tests are quicker than people, and the server says so.
            match self.act_as(seat, &nonce, act) {
                Answer { status: 429, .. } => std::thread::sleep(Duration::from_millis(200)),
                answer => return answer,
            }
        }
    }

    pub(crate) fn act_as(&self, seat: &str, nonce: &str, act: &Value) -> Answer {
        let body = json!({ "id": nonce, "act": act }).to_string();
        self.post(&format!("/{}/act", self.token(seat)), OURS, &body)
    }

    /// Does something that must be possible.
    pub(crate) fn done(&self, seat: &str, act: &Value) {
        let answer = self.act(seat, act);
        assert_eq!(answer.status, 200, "{seat} {act}: {}", answer.body);
    }

    /// What a seat sees now.
    pub(crate) fn view(&self, seat: &str) -> Value {
        first_event(self, &self.token(seat))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The headers of our own pages.
pub(crate) const OURS: &str =
    "Content-Type: application/json\r\nX-Outrun: 1\r\nSec-Fetch-Site: same-origin\r\n";

pub(crate) fn nonce() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!("nonce-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The stream of a link, from its first event on.
pub(crate) fn events(served: &Served, token: &str) -> BufReader<TcpStream> {
    let mut stream = served.connect();
    let host = served.host();
    write!(stream, "GET /{token}/events HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
    BufReader::new(stream)
}

/// The next event of a stream; nothing where it ends.
pub(crate) fn next_event(stream: &mut BufReader<TcpStream>) -> Option<Value> {
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(data) = line.strip_prefix("data:") {
            return Some(serde_json::from_str(data.trim()).unwrap());
        }
    }
}

fn first_event(served: &Served, token: &str) -> Value {
    next_event(&mut events(served, token)).unwrap()
}
