package dev.ocispec.attestation;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.host.HostFacts;
import dev.ocispec.json.Json;
import dev.ocispec.runtime.CommandNotExecutableException;
import dev.ocispec.runtime.CommandNotFoundException;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.sandbox.FirstProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Observes a build's sandbox from inside: runs a probe in a container of the same specification on
 * the same bundle, in which only the command differs.
 */
public final class Attestor {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int LONGEST_ANSWER = 4 << 20;
  private static final String SHELL = "/bin/sh";

  /**
   * The name of the file that the probe tries to make in folders; who made the folders removes it.
   */
  public static final String ATTEMPT = ProbeScript.ATTEMPT;

  /**
   * In the container's own /dev, so that nothing is left in the build's root; named as a busybox
   * has to be named to be a shell.
   */
  static final String PROBE_SHELL = "/dev/ocispec-probe/sh";

  private final Bundle bundle;
  private final HostFacts facts;

  /**
   * An attestor of one bundle.
   *
   * @param bundle the bundle, whose specification the probe runs under
   * @param facts what is known of this host
   */
  public Attestor(Bundle bundle, HostFacts facts) {
    this.bundle = bundle;
    this.facts = facts;
  }

  /**
   * Runs the probe.
   *
   * @param runtime what the build will be run by, its root folder set
   * @param container the id for the probe's container
   * @param folder where the probe's own specification is written
   * @return what the probe saw
   */
  public Attestation observe(OciRuntime runtime, String container, Path folder) {
    return observe(runtime, container, folder, UnaryOperator.identity());
  }

  /**
   * Runs the probe in a container that needs something besides, as a private network does.
   *
   * @param runtime what the build will be run by, its root folder set
   * @param container the id for the probe's container
   * @param folder where the probe's own specification is written
   * @param amended adds to the probe's specification what attaches the network
   * @return what the probe saw
   */
  public Attestation observe(
      OciRuntime runtime, String container, Path folder, UnaryOperator<Spec> amended) {
    Spec spec = bundle.spec();
    ProbeScript.Places places = ProbeScript.Places.of(spec);
    Set<String> root = PlaceChecks.rootEntries(bundle);
    bundle.derive(folder, amended.apply(probe(spec, places, container)));
    RunResult run = run(runtime, container, folder);
    bundle.removeFromScratch(ProbeScript.ATTEMPT);
    Observation observed = Observation.parse(run.stdout().text());
    if (!run.isSuccess() || !observed.sections().containsKey("end")) {
      throw new AttestationException(
          "the probe ended with code " + run.exitCode() + ": " + run.stderr().text(), null);
    }
    List<AttestationCheck> checks = new ArrayList<>();
    checks.addAll(new ProcessChecks(spec, observed).all());
    checks.addAll(new MachineChecks(spec, observed).all());
    checks.add(new GroupsCheck(spec, facts).of(observed));
    checks.addAll(new FirstProcessChecks(spec, observed).all());
    checks.addAll(new NetworkChecks(spec, observed).all());
    checks.addAll(new EnvironmentCheck(spec, observed).all());
    checks.addAll(new MountChecks(spec, places, observed).all());
    checks.addAll(new OverlayChecks(spec, observed).all());
    checks.addAll(new PlaceChecks(places, observed).all());
    checks.addAll(new LimitChecks(spec, observed).all());
    checks.addAll(new ControlGroupChecks(spec, observed).all());
    checks.add(PlaceChecks.root(root, observed));
    return new Attestation(
        Json.digest(withoutGroups(spec)),
        runtime.executable(),
        checks,
        observed.without(EnvironmentCheck.SECTION));
  }

  /** Where its control groups are is made up for each build, and not kept with the bundle. */
  private static Spec withoutGroups(Spec spec) {
    return spec.linux().isEmpty()
        ? spec
        : spec.toBuilder().linux(Linux.Builder::clearCgroupsPath).build();
  }

  private static RunResult run(OciRuntime runtime, String container, Path folder) {
    try {
      return runtime.run(container, folder, run -> run.timeout(LIMIT).keepBytes(LONGEST_ANSWER));
    } catch (CommandNotFoundException | CommandNotExecutableException e) {
      throw new AttestationException(e.getMessage(), e);
    }
  }

  private Spec probe(Spec spec, ProbeScript.Places places, String container) {
    boolean hasShell = spec.mounts().stream().anyMatch(mount -> mount.destination().equals(SHELL));
    List<String> command = ProbeScript.command(hasShell ? SHELL : PROBE_SHELL, places);
    Spec.Builder probe =
        spec.toBuilder().process(process -> process.args(FirstProcess.withCommand(spec, command)));
    if (spec.linux().flatMap(Linux::cgroupsPath).isPresent()) {
      // Groups of its own, so that what they count of the build is the build's alone.
      String path = spec.linux().flatMap(Linux::cgroupsPath).orElseThrow();
      String last = path.substring(path.lastIndexOf('/') + 1);
      probe.linux(linux -> linux.cgroupsPath(path.replace("/" + last, "/" + container)));
    }
    if (!hasShell) {
      Path shell =
          facts
              .staticShell()
              .orElseThrow(
                  () ->
                      new AttestationException(
                          "the host has no static shell to run the probe; install a static busybox",
                          null));
      probe.addMount(
          Mount.builder()
              .destination(PROBE_SHELL)
              .type("bind")
              .source(shell.toString())
              .options("bind", "ro")
              .build());
    }
    return probe.build();
  }
}
