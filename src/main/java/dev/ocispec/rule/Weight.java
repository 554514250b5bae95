package dev.ocispec.rule;

import java.util.Locale;

/** How much a statement or a difference counts for somebody who decides on a container. */
public enum Weight {
  /** It opens a way to the host or to other containers, or takes down a wall before one. */
  ISOLATION,
  /** Worth knowing before the container is run: a power, a missing limit, an unusual setting. */
  NOTABLE,
  /** The rest, protections that are in place included. */
  PLAIN;

  /** {@return the name as machine formats spell it, for instance {@code isolation}} */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
