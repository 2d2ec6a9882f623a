//! The show: what it answers at which path. One link of its notes for each class of verdict.

/// What the show answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    /// The status line's code and words.
    pub(super) status: &'static str,
    /// Header lines beyond those of the body.
    pub(super) headers: &'static str,
    /// An HTML page.
    pub(super) body: String,
}

/// Where the episode stands.
pub(super) const EPISODE: &str = "/episodes/12";

/// The episode's page, with `{site}` for the address of the server.
const PAGE: &str = r#"<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>12: Tinned Fish - Loose Threads</title>
  <meta property="og:title" content="12: Tinned Fish">
  <meta property="article:published_time" content="2026-03-05">
</head>
<body>
  <nav><a href="/">Home</a> <a href="/about-us-gone">About</a> <a href="/press-gone">Press</a></nav>
  <main>
    <h1>12: Tinned Fish</h1>
    <div class="player"><a href="/player-gone">Play</a></div>
    <h2>Show notes</h2>
    <p>Dana tells us how a village lived on sardines for a hundred years.</p>
    <ul>
      <li><a href="/articles/a-short-history-of-tinned-fish">A short history of tinned fish</a></li>
      <li><a href="/blog/2019/cannery-tour">Our tour of the cannery</a>, with pictures</li>
      <li><a href="/guests/dana-silva">Dana Silva</a>, our guest</li>
      <li><a href="/shop/sardine-mug">The sardine mug</a></li>
      <li><a href="/members/the-long-interview">The long interview</a>, for members</li>
      <li>Write to us: <a href="mailto:hello@loose-threads.example">hello@loose-threads.example</a></li>
    </ul>
    <h3>Sponsor</h3>
    <p>This episode is brought to you by <a rel="sponsored" href="htp://{site}/offers/threads">Good Thread, 10&nbsp;% off</a>.</p>
    <h2>More episodes</h2>
    <p><a href="/episodes/11-gone">11: Buttons</a> <a href="/episodes/10-gone">10: Zips</a></p>
  </main>
  <footer><a href="/imprint-gone">Imprint</a></footer>
</body>
</html>
"#;

const HISTORY: &str = "In 1810 a merchant in London was given a patent for keeping food in vessels of tin. Sardines came \
     later: the first cannery of the coast opened in 1853, and within thirty years there were forty of them. This page \
     tells how the boats, the women at the tables and the railway made a breakfast for half a continent.";

const TOUR: &str = "We walked through the last cannery that still works by hand. The fish arrive at five in the morning, \
     heads are off by six, and by noon the tins are closed. Here are the pictures and the recording that did not make it \
     into the episode, with the kind permission of everyone who let us stand in their way.";

const OFFER: &str = "Good Thread sends you linen thread in forty colours. Listeners of Loose Threads get ten per cent off \
     their first box with the code SARDINE. The offer is good until the end of the year, and returns are free.";

/// What the show at `site` (`host:port`) answers at `path`.
pub(super) fn reply(path: &str, site: &str) -> Reply {
    match path {
        EPISODE => Reply { status: "200 OK", headers: "", body: PAGE.replace("{site}", site) },
        "/articles/a-short-history-of-tinned-fish" => article("A short history of tinned fish", HISTORY),
        "/blog/2019/cannery-tour" => Reply {
            status: "301 Moved Permanently",
            headers: "Location: /journal/cannery-tour\r\n",
            body: page("Moved", "The page has moved."),
        },
        "/journal/cannery-tour" => article("Our tour of the cannery", TOUR),
        "/shop/sardine-mug" => article("Page not found", "Sorry, the page you are looking for does not exist."),
        "/members/the-long-interview" => Reply {
            status: "403 Forbidden",
            headers: "Server: cloudflare\r\ncf-mitigated: challenge\r\n",
            body: page("Just a moment...", "Checking that you are not a robot."),
        },
        "/offers/threads" => article("Good Thread for listeners of Loose Threads", OFFER),
        _ => Reply { status: "404 Not Found", headers: "", body: page("Not found", "There is nothing here.") },
    }
}

fn article(title: &str, text: &str) -> Reply {
    Reply { status: "200 OK", headers: "", body: page(title, text) }
}

fn page(title: &str, text: &str) -> String {
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title><h1>{title}</h1><p>{text}</p></html>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_episode_names_the_server_itself_and_no_other() {
        let page = reply(EPISODE, "127.0.0.1:4711").body;
        assert!(page.contains("htp://127.0.0.1:4711/offers/threads"));
        assert!(!page.contains("https://") && !page.contains("{site}"));
    }

    #[test]
    fn what_is_not_there_is_honestly_missing() {
        assert_eq!(reply("/guests/dana-silva", "").status, "404 Not Found");
    }
}
