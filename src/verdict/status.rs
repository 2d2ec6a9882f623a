//! What a status code means to whoever clicks (RFC 9110 §15), walls apart.

use super::Reason;

/// The reason of a status code that isn't content; `None` for content and for `304`.
#[must_use]
pub fn of(status: u16) -> Option<Reason> {
    Some(match status {
        204 | 205 => Reason::NoContent,
        200..300 | 304 => return None,
        300..400 => Reason::OddRedirect,
        400 | 414 => Reason::BadRequest,
        401 => Reason::LoginWall,
        402 => Reason::PaymentRequired,
        403 => Reason::Forbidden,
        404 => Reason::NotFound,
        405 => Reason::MethodNotAllowed,
        406 | 412 | 415 | 421 | 426 | 428 => Reason::Negotiation,
        407 => Reason::ProxyFailure,
        408 => Reason::Timeout,
        410 => Reason::Gone,
        429 => Reason::RateLimited,
        451 => Reason::LegalReasons,
        500..=511 | 520..=527 | 530 => Reason::ServerError,
        409 | 411 | 413 | 416 | 417 | 422..=425 | 431 => Reason::ClientError,
        999 => Reason::BotWall,
        _ => Reason::OddStatus,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Class;

    #[test]
    fn content_needs_no_reason() {
        for status in [200, 201, 203, 206, 304] {
            assert_eq!(of(status), None, "{status}");
        }
    }

    #[test]
    fn refusals_of_a_robot_are_never_broken() {
        for status in [401, 402, 403, 406, 407, 412, 415, 421, 426, 428, 429, 451, 999] {
            assert_eq!(of(status).unwrap().class(), Class::Unverified, "{status}");
        }
    }

    #[test]
    fn every_other_code_has_a_reason_and_none_panics() {
        for status in 300..1000 {
            if status != 304 {
                assert!(of(status).is_some(), "{status}");
            }
        }
        assert_eq!(of(418), Some(Reason::OddStatus));
    }
}
