//! What the host serves: the page, joining, and the connections of phones and trainer. Nothing else.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{ConnectInfo, DefaultBodyLimit, Path, State, WebSocketUpgrade},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri, header,
    },
    middleware::{self, Next},
    response::{IntoResponse, Redirect},
    routing::{any, get, post},
};
use serde::{Deserialize, Serialize};

use super::{
    control,
    elsewhere::{KeptElsewhere, room_elsewhere},
    hall::Hall,
    listener::Peer,
    phone,
    qr::QrSquare,
};
use crate::team::{
    client,
    secret::{checksum, hashed, typed_code},
};

/// The cookie that holds a resume token.
const COOKIE: &str = "rapport-seat";
/// The longest message of a phone or trainer, in bytes.
const LONGEST_MESSAGE: usize = 16 * 1024;
/// What a connection holds ready for reading, and for writing, in bytes.
const BUFFER: usize = 2 * 1024;
/// The longest body of a request, in bytes.
const LONGEST_BODY: usize = 2 * 1024;
/// Where a proxy says who asked.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// Nothing comes from elsewhere, nothing is run that the page did not bring, nobody frames it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
                      frame-ancestors 'none'";

/// What requests are answered from.
#[derive(Debug, Clone)]
pub(super) struct Web {
    pub hall: Arc<Hall>,
    /// Where phones reach the host, the best first.
    pub addresses: Arc<Vec<String>>,
    /// The names under which a proxy serves it, if one does.
    pub public: Arc<[Arc<str>]>,
    /// The proxy's address.
    pub proxy: Option<IpAddr>,
}

pub(super) fn routes(web: Web) -> Router {
    Router::new()
        .route("/join", post(join))
        .route("/j/{code}", get(join_link))
        .route("/qr/{code}", get(qr))
        .route("/ws", any(phone_socket))
        .route("/control", any(trainer_socket))
        .fallback(asset)
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(middleware::from_fn_with_state(web.clone(), guard))
        .with_state(web)
}

/// Refuses what comes by another name than the host's own (DNS rebinding) or from another page (cross-site
/// requests), and sends the same headers with everything.
async fn guard(State(web): State<Web>, mut request: Request<Body>, next: Next) -> Response<Body> {
    web.see_past_proxy(&mut request);
    let headers = request.headers();
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let changes = request.method() == Method::POST || headers.contains_key(header::UPGRADE);
    let mut response = if !web.is_own(host) {
        (StatusCode::MISDIRECTED_REQUEST, "This host answers to its addresses only.")
            .into_response()
    } else if changes && !is_same_origin(headers, host) {
        (StatusCode::FORBIDDEN, "This is only taken from the host's own page.").into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::CACHE_CONTROL, "no-store");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    response
}

impl Web {
    /// Takes a request for one from where the proxy had it from: the last address that it wrote.
    fn see_past_proxy(&self, request: &mut Request<Body>) {
        let Some(ConnectInfo(Peer(peer))) = request.extensions().get().copied() else { return };
        if self.proxy != Some(peer.ip()) {
            return;
        }
        let forwarded = request.headers().get_all(FORWARDED_FOR).iter().next_back();
        let last = forwarded.and_then(|list| list.to_str().ok()?.rsplit(',').next());
        if let Some(from) = last.and_then(|from| from.trim().parse::<IpAddr>().ok()) {
            let from = SocketAddr::new(from, peer.port());
            request.extensions_mut().insert(ConnectInfo(Peer(from)));
        }
    }

    /// Whether a request to this name is meant for this host: an address, this computer, or the proxy's name.
    fn is_own(&self, host: &str) -> bool {
        if self.public.iter().any(|name| **name == *host) {
            return true;
        }
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        };
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        name == "localhost" || bare.parse::<IpAddr>().is_ok()
    }
}

/// Whether a request comes from the host's own page, as far as its sender says: browsers do.
fn is_same_origin(headers: &HeaderMap, host: &str) -> bool {
    match headers.get(header::ORIGIN).map(HeaderValue::to_str) {
        None => true,
        Some(Ok(origin)) => {
            let from = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            from == Some(host)
        }
        Some(Err(_)) => false,
    }
}

async fn asset(method: Method, uri: Uri, headers: HeaderMap) -> Response<Body> {
    if method != Method::GET && method != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let Some(client::Asset { media_type, bytes }) = client::asset(uri.path()) else {
        let words = "There is nothing here. Join at the address on the screen.";
        return (StatusCode::NOT_FOUND, words).into_response();
    };
    let tag = format!("\"{}\"", &checksum(&bytes)[..32]);
    // Drawings change with the program alone; the page asks each time whether it is still the host's.
    let keep = if uri.path().starts_with("/art/") { "public, max-age=3600" } else { "no-cache" };
    let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| *known == *tag);
    let status = if is_known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
    let body = if is_known { Bytes::new() } else { Bytes::from(bytes) };
    let about = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::ETAG, tag),
        (header::CACHE_CONTROL, keep.to_owned()),
    ];
    (status, about, body).into_response()
}

/// A link or QR code: to the page, with the code filled in.
async fn join_link(
    State(web): State<Web>,
    ConnectInfo(Peer(from)): ConnectInfo<Peer>,
    Path(code): Path<String>,
) -> Response<Body> {
    let Some(code) = typed_code(&code) else { return Redirect::to("/").into_response() };
    let now = web.hall.clock.now();
    // Other hosts' rooms are looked for in the log: not as often as somebody likes to guess.
    if web.hall.by_code(&code).is_none() && web.hall.guesses.may_try(from.ip(), now) {
        match room_elsewhere(&web.hall, code.clone()).await {
            KeptElsewhere::No => web.hall.guesses.wrong(from.ip(), now),
            KeptElsewhere::At(address) => {
                return Redirect::temporary(&format!("{address}/j/{code}")).into_response();
            }
            // The page says so when somebody joins, and can be asked again.
            KeptElsewhere::Between => {}
        }
    }
    Redirect::to(&format!("/?code={code}")).into_response()
}

/// The QR code of the link to a room, as SVG.
async fn qr(State(web): State<Web>, Path(code): Path<String>) -> Response<Body> {
    let best = web.addresses.first().map_or("", String::as_str);
    let link = typed_code(&code).map(|code| format!("{best}/j/{code}"));
    match link.as_deref().and_then(QrSquare::of) {
        Some(square) => {
            ([(header::CONTENT_TYPE, "image/svg+xml")], square.as_svg()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[derive(Deserialize)]
struct Join {
    code: String,
    name: String,
}

/// What joining came to.
#[derive(Serialize)]
#[serde(untagged)]
enum JoinAnswer {
    Seat { token: String },
    Elsewhere { address: String },
    Refused { why: String },
}

fn refused(status: StatusCode, why: impl Into<String>) -> Response<Body> {
    answer(status, &JoinAnswer::Refused { why: why.into() })
}

fn answer(status: StatusCode, answer: &JoinAnswer) -> Response<Body> {
    let json = serde_json::to_string(answer).unwrap_or_default();
    (status, [(header::CONTENT_TYPE, "application/json")], json).into_response()
}

async fn join(
    State(web): State<Web>,
    ConnectInfo(Peer(from)): ConnectInfo<Peer>,
    body: Bytes,
) -> Response<Body> {
    let now = web.hall.clock.now();
    let Ok(Join { code, name }) = serde_json::from_slice(&body) else {
        return refused(StatusCode::BAD_REQUEST, "Give a code and a name.");
    };
    if !web.hall.guesses.may_try(from.ip(), now) {
        let why = "Too many wrong codes from here. Wait a minute, and look at the screen again.";
        return refused(StatusCode::TOO_MANY_REQUESTS, why);
    }
    let typed = typed_code(&code);
    let slot = typed.as_deref().and_then(|code| web.hall.by_code(code));
    let Some(slot) = slot else {
        let there = match typed {
            Some(code) => room_elsewhere(&web.hall, code).await,
            None => KeptElsewhere::No,
        };
        match there {
            KeptElsewhere::No => web.hall.guesses.wrong(from.ip(), now),
            KeptElsewhere::At(address) => {
                return answer(StatusCode::MISDIRECTED_REQUEST, &JoinAnswer::Elsewhere { address });
            }
            KeptElsewhere::Between => {
                let why = "The host of this session has stopped, and another one takes it up. Try once more in \
                           ten seconds.";
                return refused(StatusCode::SERVICE_UNAVAILABLE, why);
            }
        }
        let why = "No session has this code. Look at the screen again: six letters and numbers.";
        return refused(StatusCode::NOT_FOUND, why);
    };
    // The code in it tells another host where to look for the seat.
    let token = slot.lock().keys.fresh_key();
    let (joined, mut durable) = {
        let mut live = slot.lock();
        (live.join(now, &name, &hashed(&token)), live.durable())
    };
    let ticket = match joined {
        Ok(ticket) => ticket,
        Err(refusal) => return refused(StatusCode::CONFLICT, sentence(&refusal.to_string())),
    };
    let kept = loop {
        if let Some(kept) = ticket.outcome(*durable.borrow_and_update()) {
            break kept;
        }
        if durable.changed().await.is_err() {
            break false;
        }
    };
    if !kept {
        let why = "The host could not keep your seat. Try once more.";
        return refused(StatusCode::SERVICE_UNAVAILABLE, why);
    }
    let cookie = format!("{COOKIE}={token}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
    let mut response = answer(StatusCode::OK, &JoinAnswer::Seat { token });
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

fn sentence(words: &str) -> String {
    format!("{}.", crate::text::capital(words))
}

async fn phone_socket(
    State(web): State<Web>,
    ConnectInfo(Peer(from)): ConnectInfo<Peer>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response<Body> {
    let cookies = headers.get(header::COOKIE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let named = |one: &str| one.trim().strip_prefix(COOKIE)?.strip_prefix('=').map(str::to_owned);
    let cookie = cookies.split(';').find_map(named).unwrap_or_default();
    bounded(upgrade).on_upgrade(move |socket| phone::serve(web.hall, socket, cookie, from.ip()))
}

async fn trainer_socket(
    State(web): State<Web>,
    ConnectInfo(Peer(from)): ConnectInfo<Peer>,
    upgrade: WebSocketUpgrade,
) -> Response<Body> {
    let addresses = (*web.addresses).clone();
    bounded(upgrade)
        .on_upgrade(move |socket| control::serve(web.hall, socket, from.ip(), addresses))
}

fn bounded(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade
        .max_message_size(LONGEST_MESSAGE)
        .max_frame_size(LONGEST_MESSAGE)
        .read_buffer_size(BUFFER)
        .write_buffer_size(BUFFER)
}
