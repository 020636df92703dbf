//! The program's memory allocator, told to give back what is not used.
//!
//! Loading a link allocates tens of megabytes on several threads and needs none of it a moment
//! later. As it comes, the allocator keeps such memory for a second in case it is wanted again, and
//! lets the kernel hand it out in pieces of two megabytes. Figures are in `docs/why/speed.md`.

use libmimalloc_sys::{mi_option_set, mi_option_t};
pub use mimalloc::MiMalloc as Allocator;

/// `mi_option_purge_delay` of mimalloc's `mi_option_e`, which the bindings leave out: after how many
/// milliseconds unused memory is given back.
const PURGE_DELAY: mi_option_t = 15;

/// Has unused memory given back at once, and memory handed out in small pages. Call it first.
pub fn economise() {
    // SAFETY: the function only stores a number in the allocator's table of options. The index is
    // inside of it, and mimalloc allows changes at any time.
    #[expect(unsafe_code, reason = "the option has no safe interface")]
    unsafe {
        mi_option_set(PURGE_DELAY, 0);
    }
    // A kernel without huge pages has nothing to switch off.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

#[cfg(test)]
mod tests {
    use super::{PURGE_DELAY, economise};

    #[test]
    fn the_option_is_the_one_that_is_meant() {
        // SAFETY: reads a number of the allocator's table of options, of an index inside of it.
        #[expect(unsafe_code, reason = "the option has no safe interface")]
        let delay = || unsafe { libmimalloc_sys::mi_option_get(PURGE_DELAY) };
        // What mimalloc's documentation names as the option's default, and no other option has.
        assert_eq!(delay(), 1000);
        economise();
        assert_eq!(delay(), 0);
    }
}
