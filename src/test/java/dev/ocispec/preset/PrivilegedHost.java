package dev.ocispec.preset;

import dev.ocispec.spec.LinuxCapabilities;

/** The host that a privileged container was made on: it has what the container got. */
final class PrivilegedHost {
  private PrivilegedHost() {}

  static EngineHost of(ContainerdDocument real) {
    return EngineHost.DEFAULT
        .name("box-v1")
        .devices(real.devices())
        .capabilities(
            real.spec()
                .process()
                .flatMap(process -> process.capabilities())
                .map(LinuxCapabilities::bounding)
                .orElseThrow());
  }
}
