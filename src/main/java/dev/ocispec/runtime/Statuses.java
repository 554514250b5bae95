package dev.ocispec.runtime;

import dev.ocispec.state.ContainerState;
import java.util.Set;

/** Sets of container statuses. */
final class Statuses {
  /** Not in the specification; all runtimes with the verb pause have it. */
  static final ContainerState PAUSED = ContainerState.of("paused");

  /** The statuses in which there is a process. */
  static final Set<ContainerState> ALIVE =
      Set.of(ContainerState.CREATED, ContainerState.RUNNING, PAUSED);

  private Statuses() {}
}
