package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules by which a build request becomes a container: an immutable value, equal when the rules
 * are.
 *
 * <pre>{@code
 * Sandbox sandbox = Sandbox.standard().rootless(true).shell(Path.of("/usr/bin/busybox"));
 * Spec spec = sandbox.spec(request, HostFacts.detect());
 * }</pre>
 *
 * <p>The same sandbox, request and facts always give the same specification; nothing else is looked
 * at.
 */
public final class Sandbox {
  private final ImmutableSandboxOptions options;

  private Sandbox(ImmutableSandboxOptions options) {
    this.options = options;
  }

  /** The profile that works on real runtimes and keeps the build from the host. */
  public static Sandbox standard() {
    return new Sandbox(SandboxOptions.of(SandboxProfile.STANDARD));
  }

  /** The profile that does what tvix-build does, faults included. It asks nothing of the host. */
  public static Sandbox tvix() {
    return new Sandbox(SandboxOptions.of(SandboxProfile.TVIX));
  }

  /**
   * The same with a user namespace, or without one. When this is not said, there is one unless the
   * user who starts the runtime is root.
   */
  public Sandbox rootless(boolean value) {
    return new Sandbox(options.withRootless(value));
  }

  /**
   * The same with this file of the host as {@code /bin/sh}; it must run without any other file.
   * When this is not said, {@code standard} takes {@link HostFacts#staticShell()}, and {@code tvix}
   * {@code /bin/busybox}.
   *
   * @throws IllegalArgumentException when the path is not absolute
   */
  public Sandbox shell(Path path) {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("expected an absolute path, found " + path);
    }
    return new Sandbox(options.withShell(path));
  }

  /** The same with other limits; {@code tvix} knows none. */
  public Sandbox limits(SandboxLimits limits) {
    return new Sandbox(options.withLimits(limits));
  }

  /**
   * The same with builds that run under these ids, as seen from inside. With a user namespace the
   * default is 1000:100, with 0:0 the build is root in there. Without one these are ids of the
   * host; the default is 1879149192 for both, which no usual scheme gives to a person or a service.
   * {@code tvix} always takes 1000:100.
   */
  public Sandbox buildIds(long uid, long gid) {
    return new Sandbox(options.withBuildIds(new BuildIds(uid, gid)));
  }

  /**
   * The same with a terminal, which needs someone to take the console from the runtime. Off by
   * default; {@code tvix} always has one.
   */
  public Sandbox terminal(boolean value) {
    return new Sandbox(options.withTerminal(value));
  }

  /**
   * The same with capabilities for the build. They are only of use, and only taken, where the build
   * is root in its own user namespace; none by default. {@code tvix} has its own.
   *
   * @throws IllegalArgumentException when a capability is not in the table of those that can be
   *     given
   */
  public Sandbox capabilities(Capability... capabilities) {
    Set<Capability> refused = CapabilityRules.notGrantable(List.of(capabilities));
    if (!refused.isEmpty()) {
      throw new IllegalArgumentException(
          "expected capabilities of " + CapabilityRules.GRANTABLE + ", found " + refused);
    }
    return new Sandbox(options.withCapabilities(CapabilityRules.sorted(List.of(capabilities))));
  }

  /**
   * The same with systems whose programs the host can run although its facts don't say so, for
   * instance {@code aarch64-linux} by an emulator; none by default.
   */
  public Sandbox emulatedSystems(Collection<String> systems) {
    return new Sandbox(options.withEmulatedSystems(new TreeSet<>(systems)));
  }

  /** Which rules hold. */
  public SandboxProfile profile() {
    return options.profile();
  }

  /** Whether there is to be a user namespace; empty when it depends on who starts the runtime. */
  public Optional<Boolean> rootless() {
    return options.rootless();
  }

  /** The file of the host that becomes {@code /bin/sh}; empty when the profile chooses. */
  public Optional<Path> shell() {
    return options.shell();
  }

  /** How much a build may use. */
  public SandboxLimits limits() {
    return options.limits();
  }

  /** The ids that builds run under; empty when the profile chooses. */
  public Optional<BuildIds> buildIds() {
    return options.buildIds();
  }

  /** Whether a build gets a terminal. */
  public boolean terminal() {
    return options.terminal();
  }

  /** The capabilities that builds get. */
  public List<Capability> capabilities() {
    return options.capabilities();
  }

  /** The systems that are emulated although the host's facts don't say so. */
  public Set<String> emulatedSystems() {
    return options.emulatedSystems();
  }

  /**
   * The specification of the container that runs the request on this host.
   *
   * @throws UnsupportedBuildException with all reasons, when the profile {@code standard} can't
   *     keep its promises here
   */
  public Spec spec(BuildRequest request, HostFacts host) {
    return plan(request, host).spec();
  }

  /**
   * The specification, whom the build runs as, and what the host did not allow.
   *
   * @throws UnsupportedBuildException with all reasons, when the profile {@code standard} can't
   *     keep its promises here
   */
  public SandboxPlan plan(BuildRequest request, HostFacts host) {
    boolean userNamespace = options.rootless().orElse(host.uid() != 0);
    return switch (options.profile()) {
      case TVIX -> TvixProfile.plan(request, userNamespace, options.shell());
      case STANDARD -> StandardProfile.plan(request, host, options, userNamespace);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sandbox that && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return options.hashCode();
  }

  /** Profile and options. */
  @Override
  public String toString() {
    return options.toString();
  }
}
