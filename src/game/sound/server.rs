//! A stream on a sound server that speaks the protocol of `PulseAudio`: that one, or `PipeWire`.
//!
//! A connection lasts as long as something is heard. In between there is none, so that nothing has to be kept
//! alive, the server's device can sleep, and a server that was started anew is simply found.

use std::{
    ffi::CString,
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    os::unix::net::UnixStream,
    time::{Duration, Instant},
};

use pulseaudio::protocol::{
    self, AuthParams, AuthReply, ChannelMap, Command, CommandReply, CreatePlaybackStreamReply,
    PlaybackStreamParams, Prop, Props, ProtocolError, SampleFormat, SampleSpec, SetClientNameReply,
    stream::{BufferAttr, StreamFlags},
};

use super::unheard::Unheard;
use crate::sound::{RATE, frames};

/// How much is on its way to the ear, in thousandths of a second.
const AHEAD: usize = 120;
/// How much the server asks for at a time, in thousandths of a second.
const PORTION: usize = 40;
/// How much silence comes first, in thousandths of a second.
const WAKES: usize = 60;
/// How long the server may be silent before it counts as gone.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often a wait is looked up from.
const LOOK: Duration = Duration::from_millis(250);
/// No message that is meant for this stream is longer.
const LONGEST: usize = 1 << 16;
const SAMPLE: usize = size_of::<f32>();

impl From<io::Error> for Unheard {
    fn from(_: io::Error) -> Self {
        Self
    }
}

impl From<ProtocolError> for Unheard {
    fn from(_: ProtocolError) -> Self {
        Self
    }
}

/// Plays what `next` fills in, until it says that there is nothing more to be heard.
pub(super) fn play(next: &mut dyn FnMut(&mut [f32]) -> bool) -> Result<(), Unheard> {
    let mut line = ServerConnection::open()?;
    let stream = line.stream()?;
    // A device that wakes swallows the first moment, and with it how a sound begins.
    line.feed(stream.channel, &vec![0.0; frames(WAKES)])?;
    let mut wanted = bytes(stream.requested_bytes).saturating_sub(frames(WAKES) * SAMPLE);
    loop {
        if wanted >= SAMPLE {
            let mut samples = vec![0.0; wanted / SAMPLE];
            if !next(&mut samples) {
                return line.drain(stream.channel);
            }
            line.feed(stream.channel, &samples)?;
        }
        wanted = line.asked(stream.channel)?;
    }
}

/// A connection to the server.
struct ServerConnection {
    socket: BufReader<UnixStream>,
    version: u16,
    sent: u32,
}

impl ServerConnection {
    fn open() -> Result<Self, Unheard> {
        let path = pulseaudio::socket_path_from_env().ok_or(Unheard)?;
        let socket = UnixStream::connect(path)?;
        socket.set_read_timeout(Some(PATIENCE))?;
        socket.set_write_timeout(Some(PATIENCE))?;
        let mut line =
            Self { socket: BufReader::new(socket), version: protocol::MAX_VERSION, sent: 0 };
        // Where there is none, the server may let this user in all the same.
        let cookie = pulseaudio::cookie_path_from_env().and_then(|path| fs::read(path).ok());
        let reply: AuthReply = line.ask(&Command::Auth(AuthParams {
            version: protocol::MAX_VERSION,
            supports_shm: false,
            supports_memfd: false,
            cookie: cookie.unwrap_or_default(),
        }))?;
        line.version = reply.version.min(protocol::MAX_VERSION);
        let mut props = Props::new();
        props.set(Prop::ApplicationName, c"Rapport");
        let _: SetClientNameReply = line.ask(&Command::SetClientName(props))?;
        Ok(line)
    }

    fn stream(&mut self) -> Result<CreatePlaybackStreamReply, Unheard> {
        let length = |millis: usize| u32::try_from(frames(millis) * SAMPLE).unwrap_or(u32::MAX);
        let mut props = Props::new();
        props.set(Prop::MediaName, c"A play");
        props.set(Prop::MediaRole, c"game");
        let params = PlaybackStreamParams {
            sample_spec: SampleSpec {
                format: SampleFormat::Float32Le,
                channels: 1,
                sample_rate: RATE,
            },
            channel_map: ChannelMap::mono(),
            sink_name: Some(CString::from(protocol::DEFAULT_SINK)),
            buffer_attr: BufferAttr {
                target_length: length(AHEAD),
                minimum_request_length: length(PORTION),
                ..BufferAttr::default()
            },
            flags: StreamFlags { adjust_latency: true, ..StreamFlags::default() },
            props,
            ..PlaybackStreamParams::default()
        };
        let stream = self.ask(&Command::CreatePlaybackStream(params))?;
        self.socket.get_ref().set_read_timeout(Some(LOOK))?;
        Ok(stream)
    }

    /// Sends a command and reads its reply; nothing else can come before there is a stream.
    fn ask<R: CommandReply>(&mut self, command: &Command) -> Result<R, Unheard> {
        self.send(command)?;
        let (_, reply) = protocol::read_reply_message(&mut self.socket, self.version)?;
        Ok(reply)
    }

    fn send(&mut self, command: &Command) -> Result<(), Unheard> {
        self.sent += 1;
        let mut message = Vec::new();
        protocol::write_command_message(&mut message, self.sent, command, self.version)?;
        Ok(self.socket.get_mut().write_all(&message)?)
    }

    fn feed(&mut self, channel: u32, samples: &[f32]) -> Result<(), Unheard> {
        let sound: Vec<u8> = samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
        let mut message = Vec::with_capacity(sound.len() + protocol::DESCRIPTOR_SIZE);
        protocol::write_memblock(&mut message, channel, &sound, 0)?;
        Ok(self.socket.get_mut().write_all(&message)?)
    }

    /// Waits until the server asks for more; says for how many bytes.
    fn asked(&mut self, stream: u32) -> Result<usize, Unheard> {
        let since = Instant::now();
        loop {
            match self.hear()? {
                Some((_, Command::Request(request))) if request.channel == stream => {
                    return Ok(bytes(request.length));
                }
                Some((_, Command::PlaybackStreamKilled(_) | Command::Error(_))) => {
                    return Err(Unheard);
                }
                _ if since.elapsed() > PATIENCE => return Err(Unheard),
                _ => {}
            }
        }
    }

    /// Lets what is on its way be heard.
    fn drain(&mut self, stream: u32) -> Result<(), Unheard> {
        let since = Instant::now();
        self.send(&Command::DrainPlaybackStream(stream))?;
        let drained = self.sent;
        while since.elapsed() < PATIENCE {
            match self.hear()? {
                Some((of, Command::Reply | Command::Error(_))) if of == drained => break,
                _ => {}
            }
        }
        Ok(())
    }

    /// The next message with the number of what it replies to; `None` if none comes for a while, or nobody here
    /// understands it.
    fn hear(&mut self) -> Result<Option<(u32, Command)>, Unheard> {
        match self.socket.fill_buf() {
            Ok([]) => return Err(Unheard),
            Ok(_) => {}
            Err(error) => {
                let waits = [io::ErrorKind::WouldBlock, io::ErrorKind::TimedOut];
                let goes_on =
                    waits.contains(&error.kind()) || error.kind() == io::ErrorKind::Interrupted;
                return if goes_on { Ok(None) } else { Err(Unheard) };
            }
        }
        let head = protocol::read_descriptor(&mut self.socket)?;
        let length = bytes(head.length);
        if length > LONGEST {
            return Err(Unheard);
        }
        let mut body = vec![0; length];
        self.socket.read_exact(&mut body)?;
        Ok(Command::read_tag_prefixed(&mut &body[..], self.version).ok())
    }
}

fn bytes(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
