package dev.ocispec.service;

import dev.ocispec.report.OciException;

/**
 * The first process found a probe, and can't reach the host to tell what that sees, as under gVisor
 * without sockets of the host: the probe is to have a container of its own.
 */
final class HostUnreachableException extends OciException {
  private static final long serialVersionUID = 1L;

  HostUnreachableException() {
    super("the first process can't reach the host", null);
  }
}
