package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The rules by which a build request becomes a container: an immutable value, equal to another with
 * the same rules.
 *
 * <pre>{@code
 * Sandbox sandbox = Sandbox.standard().rootless(true).shell(Path.of("/usr/bin/busybox"));
 * Spec spec = sandbox.spec(request, HostFacts.detect());
 * }</pre>
 *
 * <p>The same sandbox, request and facts always give the same specification; nothing else is looked
 * at.
 */
public interface Sandbox extends SandboxJacksonRefusal {
  /** {@return the profile that works on real runtimes and keeps the build from the host} */
  static Sandbox standard() {
    return SandboxValue.of(SandboxProfile.STANDARD);
  }

  /**
   * {@return the profile that does what tvix-build does, faults included} It asks nothing of the
   * host.
   */
  static Sandbox tvix() {
    return SandboxValue.of(SandboxProfile.TVIX);
  }

  /**
   * {@return the same with a user namespace, or without one} When this is not said, there is one
   * unless the user who starts the runtime is root.
   *
   * @param value whether there is a user namespace
   */
  Sandbox rootless(boolean value);

  /**
   * {@return the same with this file of the host as {@code /bin/sh}; it must run without any other
   * file} When this is not said, {@code standard} takes {@link HostFacts#plainShell()}, else {@link
   * HostFacts#staticShell()}, and {@code tvix} {@code /bin/busybox}.
   *
   * @param path a program of the host
   * @throws IllegalArgumentException when the path is not absolute
   */
  Sandbox shell(Path path);

  /**
   * {@return the same with other limits; {@code tvix} knows none}
   *
   * @param limits the limits
   */
  Sandbox limits(SandboxLimits limits);

  /**
   * {@return the same with builds that run under these ids, as seen from inside} With a user
   * namespace the default is 1000:100, with 0:0 the build is root in there. Without one these are
   * ids of the host; the default is 1879149192 for both, which no usual scheme gives to a person or
   * a service. {@code tvix} always takes 1000:100.
   *
   * @param ids the ids as seen from inside
   */
  Sandbox buildIds(BuildIds ids);

  /**
   * {@link #buildIds(BuildIds)} with a user and a group.
   *
   * @param uid the user id as seen from inside
   * @param gid the group id as seen from inside
   * @return the same sandbox with these ids
   * @throws IllegalArgumentException when an id can't exist
   */
  default Sandbox buildIds(long uid, long gid) {
    return buildIds(new BuildIds(uid, gid));
  }

  /**
   * {@return the same with these ids of the host for its builds} They are meant for one build at a
   * time, which the caller sees to; {@link dev.ocispec.sandbox.HostIds#at} gives them. The build
   * service takes some for each build by itself. Without them all builds of a user have the same
   * ids on the host. {@code tvix} knows none, and without a user namespace {@link #buildIds} comes
   * first.
   *
   * @param ids the ids on the host
   */
  Sandbox hostIds(HostIds ids);

  /**
   * {@return the same with a terminal, which needs someone to take the console from the runtime}
   * Off by default; {@code tvix} always has one.
   *
   * @param value whether there is a terminal
   */
  Sandbox terminal(boolean value);

  /**
   * {@return the same with a first process that runs the command as its child, or without} On by
   * default, for the processors that there is one for, {@link FirstProcess#ARCHITECTURES}: signals
   * then end the command as they would outside, orphans are reaped, and an exit code is told from a
   * signal. {@code tvix} never has one.
   *
   * @param value whether there is a first process beside the command
   */
  Sandbox firstProcess(boolean value);

  /**
   * {@return the same with capabilities for the build} They are only of use, and only taken, where
   * the build is root in its own user namespace; none by default. {@code tvix} has its own.
   *
   * @param capabilities the capabilities
   * @throws IllegalArgumentException when a capability is not in the table of those that can be
   *     given
   */
  Sandbox capabilities(Capability... capabilities);

  /**
   * {@return the same with systems whose programs the host can run although its facts don't say so,
   * for instance {@code aarch64-linux} by an emulator, or {@code armv7l-linux} by an arm64
   * processor that also executes programs of 32 bits; none by default}
   *
   * @param systems the systems, for instance {@code aarch64-linux}
   */
  Sandbox emulatedSystems(Iterable<String> systems);

  /** {@return which rules hold} */
  SandboxProfile profile();

  /**
   * {@return whether there is to be a user namespace; empty when it depends on who starts the
   * runtime}
   */
  Optional<Boolean> rootless();

  /** {@return the file of the host that becomes {@code /bin/sh}; empty when the profile chooses} */
  Optional<Path> shell();

  /** {@return how much a build may use} */
  SandboxLimits limits();

  /** {@return the ids that builds run under; empty when the profile chooses} */
  Optional<BuildIds> buildIds();

  /** {@return the host's ids that builds have; empty when they are those that all builds have} */
  Optional<HostIds> hostIds();

  /** {@return whether a build gets a terminal} */
  boolean terminal();

  /** {@return whether the command runs below a first process} */
  boolean firstProcess();

  /** {@return the capabilities that builds get, each once, sorted by name} */
  List<Capability> capabilities();

  /** {@return the systems that are emulated although the host's facts don't say so} */
  SortedSet<String> emulatedSystems();

  /**
   * {@return the specification of the container that runs the request on this host}
   *
   * @param request the request
   * @param host what is known of the host
   * @throws UnsupportedBuildException with all reasons, when the profile {@code standard} can't
   *     keep its promises here
   */
  default Spec spec(BuildRequest request, HostFacts host) {
    return plan(request, host).spec();
  }

  /**
   * {@return the specification, whom the build runs as, and what the host did not allow}
   *
   * @param request the request
   * @param host what is known of the host
   * @throws UnsupportedBuildException with all reasons, when the profile {@code standard} can't
   *     keep its promises here
   */
  SandboxPlan plan(BuildRequest request, HostFacts host);

  /**
   * {@return the specification for a command that works in a folder of the host} Only the profile
   * {@code standard} has one. With a user namespace the command runs as the caller, who is root in
   * there; else as the profile's own user of the host, to whom the folder has to be lent.
   *
   * @param command the command
   * @param host what is known of the host
   * @throws UnsupportedBuildException with all reasons, when the profile can't keep its promises
   *     here
   * @throws IllegalStateException for the profile {@code tvix}
   */
  SandboxPlan plan(InPlaceCommand command, HostFacts host);
}
