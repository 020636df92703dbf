//! How long a connection is waited for: for its first words, and for it to take what it is sent.
//!
//! The HTTP library bounds the time of a request's head, but only once it knows which version of
//! HTTP is spoken, and it waits without end for a client that does not read. Both would let a few
//! thousand silent clients hold every connection there is.

use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// After so many bytes it is known which version is spoken: HTTP/2 begins with 24 fixed ones.
const OPENING_BYTES: usize = 24;

/// A connection that is waited for only so long.
#[derive(Debug)]
pub(crate) struct Patient<S> {
    stream: S,
    /// Until when the first words must be there.
    opening: Pin<Box<Sleep>>,
    opening_bytes: usize,
    /// Until when a waiting write must go on, while one waits.
    writing: Pin<Box<Sleep>>,
    write_waits: bool,
    write_time_max: Duration,
}

impl<S> Patient<S> {
    pub(crate) fn new(stream: S, opening_time_max: Duration, write_time_max: Duration) -> Self {
        Self {
            stream,
            opening: Box::pin(sleep(opening_time_max)),
            opening_bytes: 0,
            writing: Box::pin(sleep(write_time_max)),
            write_waits: false,
            write_time_max,
        }
    }

    /// Fails a write that has waited for too long.
    fn wait_for_write<T>(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.write_waits = false;
            return written;
        }
        if !self.write_waits {
            self.write_waits = true;
            let until = Instant::now() + self.write_time_max;
            self.writing.as_mut().reset(until);
        }
        ready!(self.writing.as_mut().poll(context));
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = into.filled().len();
        let read = Pin::new(&mut this.stream).poll_read(context, into);
        if this.opening_bytes >= OPENING_BYTES {
            return read;
        }
        if read.is_ready() {
            this.opening_bytes += into.filled().len() - before;
            return read;
        }
        ready!(this.opening.as_mut().poll(context));
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write(context, bytes);
        this.wait_for_write(context, written)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write_vectored(context, parts);
        this.wait_for_write(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let flushed = Pin::new(&mut this.stream).poll_flush(context);
        this.wait_for_write(context, flushed)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}
