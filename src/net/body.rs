//! Bodies of answers, read within bounds: as much as a judgement needs, and no copies.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use tokio::time::{Instant, timeout_at};

use super::{Body, BodyEnd, Reading, Request, Response};

/// How much of an error page is read, in bytes: enough to tell a bot wall from an error.
const ERROR_PAGE: usize = 16 * 1024;

/// The most room that is made for a body because its server announces it, in bytes.
const MOST_ROOM: usize = 1 << 20;

/// How much of a file is read, in bytes: enough to tell a file from a page or an excuse.
pub(super) const FILE_START: usize = 256;

/// How long the first bytes of a file may take after its headers: a radio stream may have nothing to say.
const FILE_TIME: Duration = Duration::from_secs(1);

/// How many bytes of the body matter and how long they may take: those of pages, fewer of error pages and files, none of redirects.
pub(super) fn wanted(response: &Response, request: &Request) -> Reading {
    let time = request.reading.time.min(request.budget);
    if response.is_page() || request.any_type {
        return Reading { bytes: wanted_of_page(response.status, request), time };
    }
    match response.status {
        200..300 if request.reading.bytes > 0 => Reading { bytes: FILE_START, time: time.min(FILE_TIME) },
        _ => Reading::NOTHING,
    }
}

fn wanted_of_page(status: u16, request: &Request) -> usize {
    match status {
        // That of 300 may be a page to choose from.
        200..=300 => request.reading.bytes,
        301..400 => 0,
        _ => request.reading.bytes.min(ERROR_PAGE),
    }
}

/// Reads a body, up to `limit` bytes and for so long at most.
pub(super) async fn read(answer: &mut reqwest::Response, limit: usize, time: Duration) -> Body {
    let until = Instant::now() + time;
    let announced = answer.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
    let expected = announced.min(limit).min(MOST_ROOM);
    let mut read = Chunks { expected, ..Chunks::default() };
    let end = loop {
        match timeout_at(until, answer.chunk()).await {
            Ok(Ok(Some(chunk))) => read.add(chunk, limit),
            Ok(Ok(None)) => break BodyEnd::Complete,
            Ok(Err(_)) => break BodyEnd::Broken,
            Err(_) => break BodyEnd::Cut,
        }
        if read.len() >= limit {
            break BodyEnd::Cut;
        }
    };
    Body { bytes: read.whole(), end }
}

/// The chunks of a body. A single one, as short pages have, isn't copied.
#[derive(Default)]
struct Chunks {
    first: Bytes,
    /// All of them, from the second on.
    all: BytesMut,
    /// As long as they will be, as far as that is known.
    expected: usize,
}

impl Chunks {
    /// Adds a chunk, up to `limit` bytes in all.
    fn add(&mut self, mut chunk: Bytes, limit: usize) {
        chunk.truncate(limit - self.len());
        if self.len() == 0 {
            self.first = chunk;
            return;
        }
        if self.all.is_empty() {
            self.all.reserve(self.expected.max(self.first.len() + chunk.len()));
            // Given back at once, its room is used for the next chunk.
            self.all.extend_from_slice(&std::mem::take(&mut self.first));
        }
        self.all.extend_from_slice(&chunk);
    }

    fn len(&self) -> usize {
        self.all.len().max(self.first.len())
    }

    fn whole(self) -> Bytes {
        if self.all.is_empty() { self.first } else { self.all.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_one_body_up_to_the_limit() {
        let whole = |chunks: &[&'static str], limit: usize, expected: usize| {
            let mut read = Chunks { expected, ..Chunks::default() };
            for chunk in chunks {
                read.add(Bytes::from_static(chunk.as_bytes()), limit);
            }
            let length = read.len();
            let whole = read.whole();
            assert_eq!(length, whole.len());
            String::from_utf8(whole.into()).unwrap()
        };
        assert_eq!(whole(&[], 9, 0), "");
        assert_eq!(whole(&["abc"], 9, 3), "abc");
        assert_eq!(whole(&["abc"], 2, 3), "ab");
        assert_eq!(whole(&["", "abc", "", "def", "g"], 9, 0), "abcdefg");
        assert_eq!(whole(&["abc", "def", "g"], 5, 1000), "abcde", "more is announced than comes");
    }
}
