package dev.ocispec.runtime;

import java.util.ArrayList;
import java.util.List;

/** Options of {@code kill}. */
public final class KillOptions extends CallOptions<KillOptions> {
  private boolean all;

  KillOptions() {}

  /**
   * Sends the signal to every process of the container instead of its first process only. Default:
   * {@code false}.
   *
   * @param value whether every process gets the signal
   * @return these options
   */
  public KillOptions all(boolean value) {
    all = value;
    return this;
  }

  List<String> arguments(String id, Signal signal) {
    List<String> arguments = new ArrayList<>();
    if (all) {
      arguments.add("--all");
    }
    arguments.add(id);
    arguments.add(signal.argument());
    return arguments;
  }

  @Override
  KillOptions self() {
    return this;
  }
}
