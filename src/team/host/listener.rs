//! Accepting connections: counted, and hung up on when they stay quiet.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    time::{Instant, Sleep, sleep},
};

use super::limits::{Connections, Counted};

/// How long a connection may be quiet: longer than a phone that is there ever is, as it is asked every 15 s.
const QUIET: Duration = Duration::from_mins(1);
/// How long to wait where the system has no more connections to give.
const EXHAUSTED: Duration = Duration::from_millis(200);

/// Accepts connections as long as there are not too many.
pub(super) struct CountedListener {
    listener: TcpListener,
    connections: Arc<Connections>,
}

impl CountedListener {
    pub(super) fn new(listener: TcpListener, connections: Arc<Connections>) -> Self {
        Self { listener, connections }
    }
}

/// Who is connected.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub SocketAddr);

impl Connected<IncomingStream<'_, CountedListener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, CountedListener>) -> Self {
        Self(*stream.remote_addr())
    }
}

impl Listener for CountedListener {
    type Io = CountedStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (CountedStream, SocketAddr) {
        loop {
            match self.listener.accept().await {
                Ok((stream, from)) => {
                    // One too many is hung up on at once.
                    let Some(counted) = self.connections.count(from.ip()) else { continue };
                    let _ = stream.set_nodelay(true);
                    let quiet = Box::pin(sleep(QUIET));
                    return (CountedStream { stream, quiet, _counted: counted }, from);
                }
                Err(_) => sleep(EXHAUSTED).await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection that is counted, and ends when nothing is heard for too long.
pub(super) struct CountedStream {
    stream: TcpStream,
    quiet: Pin<Box<Sleep>>,
    _counted: Counted,
}

impl AsyncRead for CountedStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match Pin::new(&mut self.stream).poll_read(context, buffer) {
            Poll::Ready(read) => {
                self.quiet.as_mut().reset(Instant::now() + QUIET);
                Poll::Ready(read)
            }
            Poll::Pending => match self.quiet.as_mut().poll(context) {
                Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
                Poll::Pending => Poll::Pending,
            },
        }
    }
}

impl AsyncWrite for CountedStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
