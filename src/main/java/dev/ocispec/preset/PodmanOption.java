package dev.ocispec.preset;

import dev.ocispec.spec.Spec;

/** An option that podman's habits do themselves; nothing to other configurations, by default. */
interface PodmanOption extends ContainerOption {
  @Override
  default Spec applyTo(Spec spec) {
    return spec;
  }
}
