package dev.ocispec.host;

import dev.ocispec.host.internal.ObservedHost;
import dev.ocispec.rule.HostView;
import java.nio.file.Path;

/** This machine, for rules that look at the host. */
public final class LocalHost {
  private LocalHost() {}

  /**
   * {@return what rules may know of this machine, and of the user who runs this process}
   *
   * <p>For instance {@code Validator.standard().onHost(LocalHost.view())}. It looks when it is
   * asked, and remembers who the user is and how control groups are arranged. It runs nothing,
   * changes nothing and never throws. It can be shared between threads.
   */
  public static HostView view() {
    return new ObservedHost(Path.of("/"));
  }
}
