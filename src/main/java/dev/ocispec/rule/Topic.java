package dev.ocispec.rule;

import java.util.Locale;

/** What a statement about a container is about. */
public enum Topic {
  /** Who runs in it, inside and on the host, and what is run. */
  IDENTITY,
  /** What it shares with the host and with other containers. */
  NAMESPACES,
  /** What it sees of the host's files, and what it may write. */
  FILESYSTEM,
  /** Its powers beyond those of an ordinary user. */
  CAPABILITIES,
  /** Devices that it may use. */
  DEVICES,
  /** System calls that it may make. */
  SYSTEM_CALLS,
  /** Its network. */
  NETWORK,
  /** Limits on what it may use up. */
  RESOURCES,
  /** Programs that the runtime starts around it. */
  HOOKS,
  /** The platform, its security modules and settings, and the document itself. */
  PLATFORM;

  /** {@return the name as machine formats spell it, for instance {@code system-calls}} */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
