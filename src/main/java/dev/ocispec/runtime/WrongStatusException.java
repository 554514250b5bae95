package dev.ocispec.runtime;

import dev.ocispec.state.ContainerState;
import java.util.Optional;

/** The container's status does not allow the verb. */
public final class WrongStatusException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<ContainerState> status;

  WrongStatusException(String what, CallReport call, Optional<ContainerState> status) {
    super(what, call);
    this.status = status;
  }

  /** {@return the status that the container was in; empty when the runtime did not say} */
  public Optional<ContainerState> status() {
    return status;
  }
}
