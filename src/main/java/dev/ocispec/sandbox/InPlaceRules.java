package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.report.Finding;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of a command that works in a folder of the host: all that profile {@code standard}
 * makes of a build without inputs, with other ids and mounts.
 */
final class InPlaceRules {
  private static final BuildIds CALLER = new BuildIds(0, 0);

  /** What would hide, or be hidden by, the kernel's file systems. */
  private static final List<String> KERNEL = List.of("/proc", "/sys", "/dev");

  private final InPlaceCommand command;
  private final HostFacts host;
  private final PlanFindings findings = new PlanFindings();

  private InPlaceRules(InPlaceCommand command, HostFacts host) {
    this.command = command;
    this.host = host;
  }

  static SandboxPlan plan(InPlaceCommand command, HostFacts host, Sandbox sandbox) {
    return new InPlaceRules(command, host).plan(sandbox);
  }

  private SandboxPlan plan(Sandbox sandbox) {
    places();
    findings.remarksOrThrow();
    SandboxPlan base = withIds(sandbox).plan(request(), host);
    List<Mount> mounts = InPlaceMounts.of(base.spec().mounts(), command, host, sandbox.limits());
    Spec spec =
        base.spec().toBuilder()
            .mounts(mounts)
            .process(process -> process.env(command.environment()).cwd(command.workingDir()))
            .build();
    List<Finding> remarks = new ArrayList<>(base.remarks());
    remarks.addAll(findings.remarksOrThrow());
    return ImmutableSandboxPlan.builder().from(base).spec(spec).remarks(remarks).build();
  }

  /**
   * With a user namespace the command is the caller, as whom it can work in the caller's folder;
   * root's commands are the profile's own user, to whom the folder has to be lent.
   */
  private Sandbox withIds(Sandbox sandbox) {
    boolean userNamespace = sandbox.rootless().orElse(ConfinementRules.needsUserNamespace(host));
    return sandbox.buildIds().isEmpty() && userNamespace ? sandbox.buildIds(CALLER) : sandbox;
  }

  private BuildRequest request() {
    return BuildRequest.builder()
        .commandArgs(command.args())
        .constraints(c -> c.network(command.network()))
        .build();
  }

  private void places() {
    check("folder", command.place());
    command.shown().forEach(bind -> check("shown", bind.destination()));
    command.temporary().forEach(place -> check("temporary", place));
    command.writable().forEach(path -> check("writable", PathBytes.text(path)));
    if (command.place().equals("/tmp")) {
      refuse("folder", "/tmp is private to the command", "name a folder below it");
    }
    Stream.concat(Stream.of(command.folder()), command.writable().stream())
        .map(PathBytes::text)
        .filter(path -> !InPlaceMounts.PRIVATE.contains(path))
        .filter(path -> host.flagsAt(path).contains("ro"))
        .findFirst()
        .ifPresent(
            path ->
                refuse(
                    "writable",
                    path + " is on a file system that is mounted read-only",
                    "mount it writable, or choose another folder"));
  }

  private void check(String member, String place) {
    if (place.equals("/")) {
      refuse(member, "/ is the container's own root", "name folders below it");
    }
    Optional<String> kernel =
        KERNEL.stream().filter(folder -> Mounts.isAtOrBelow(place, folder)).findFirst();
    if (kernel.isPresent() && !place.equals("/dev/shm")) {
      refuse(
          member,
          place + " is in " + kernel.get() + ", which the kernel shows anew to each container",
          "leave it out");
    }
  }

  private void refuse(String member, String message, String advice) {
    findings.refuse(SandboxRule.PLACE, "/" + member, message, advice);
  }
}
