//! Where phones reach this machine.

use std::net::{IpAddr, Ipv4Addr};

/// An address of this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostAddress {
    /// `http://192.168.1.20:8410`.
    pub url: String,
    /// Name of the network interface.
    pub interface: String,
    /// Who can reach it, in words.
    pub reach: &'static str,
    /// How likely phones in the same network reach it: the highest first.
    rank: u8,
}

/// Beginnings of the names of interfaces that are no network of people: bridges of containers and virtual machines,
/// tunnels.
const VIRTUAL: [&str; 14] = [
    "docker",
    "veth",
    "br-",
    "virbr",
    "vmnet",
    "vboxnet",
    "tun",
    "tap",
    "utun",
    "wg",
    "zt",
    "tailscale",
    "cni",
    "flannel",
];

/// Every address of this machine at which a socket bound to `bind` is reached, the one that phones most likely
/// reach first.
#[must_use]
pub fn addresses(bind: IpAddr, port: u16) -> Vec<HostAddress> {
    let is_served = |ip: IpAddr| match bind {
        IpAddr::V4(own) if own.is_unspecified() => ip.is_ipv4(),
        IpAddr::V6(own) if own.is_unspecified() => true,
        own => ip == own,
    };
    let found = if_addrs::get_if_addrs().unwrap_or_default();
    let found = found.into_iter().map(|one| (one.ip(), one.name));
    // Interfaces tell one loopback address each; all of 127.0.0.0/8 is there.
    let loopback = [bind, Ipv4Addr::LOCALHOST.into()].into_iter().filter(IpAddr::is_loopback);
    let mut addresses: Vec<HostAddress> = found
        .chain(loopback.map(|ip| (ip, "lo".to_owned())))
        .filter(|(ip, _)| is_served(*ip))
        .filter_map(|(ip, interface)| address(ip, interface, port))
        .collect();
    addresses.sort_by(|a, b| b.rank.cmp(&a.rank).then(a.url.cmp(&b.url)));
    addresses.dedup_by(|a, b| a.url == b.url);
    addresses
}

fn address(ip: IpAddr, interface: String, port: u16) -> Option<HostAddress> {
    let is_virtual = VIRTUAL.iter().any(|start| interface.starts_with(start));
    let (rank, reach) = match ip {
        _ if ip.is_loopback() => (0, "this computer only"),
        IpAddr::V4(ip) if ip.is_link_local() => {
            (1, "devices on the same cable, where there is no router")
        }
        IpAddr::V6(ip) if ip.is_unicast_link_local() => return None,
        _ if is_virtual => (2, "virtual machines, containers or a tunnel; rarely phones"),
        IpAddr::V6(_) => (3, "phones in the same network, where it has IPv6"),
        IpAddr::V4(ip) if ip.is_private() => (5, "phones in the same network"),
        IpAddr::V4(_) => (4, "phones anywhere that may reach this address"),
    };
    let host = match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    };
    Some(HostAddress { url: format!("http://{host}:{port}"), interface, reach, rank })
}
