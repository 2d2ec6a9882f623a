//! The demo: a small faulty show that the program serves to itself on loopback, so that a newcomer sees the whole job without internet.
//!
//! Nothing else knows this room; to the rest of the program the show is a web site like any other.

mod server;
mod show;

pub use server::Server;
