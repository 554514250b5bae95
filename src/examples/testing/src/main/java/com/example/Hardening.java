package com.example;

import dev.ocispec.preset.Capabilities;
import dev.ocispec.spec.Spec;

/** What this example is about: makes a configuration stricter. */
public final class Hardening {
  private Hardening() {}

  /** The configuration without capabilities, without a way to new ones, with a read-only root. */
  public static Spec of(Spec spec) {
    Spec.Builder builder = Capabilities.of(spec).dropAll().apply().toBuilder();
    if (spec.process().isPresent()) {
      builder.process(process -> process.noNewPrivileges(true));
    }
    if (spec.root().isPresent()) {
      builder.root(root -> root.readonly(true));
    }
    return builder.build();
  }
}
