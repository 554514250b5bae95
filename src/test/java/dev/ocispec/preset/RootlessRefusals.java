package dev.ocispec.preset;

import java.util.List;
import java.util.Optional;

/** Settings that a container with nothing else can't have, root's neither. */
final class RootlessRefusals {
  /** A setting, for a runtime or for all, and why it is refused. */
  private record Refusal(String runtimes, String settings, String reason) {}

  private static final List<Refusal> ALL = List.of();

  private RootlessRefusals() {}

  /** Why a runtime refuses a setting to root as well. */
  static Optional<String> of(String runtime, String setting) {
    return ALL.stream()
        .filter(each -> runtime.matches(each.runtimes()) && setting.matches(each.settings()))
        .map(Refusal::reason)
        .findFirst();
  }
}
