package dev.ocispec.attestation;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.internal.ProbeJudge;
import dev.ocispec.host.HostFacts;
import dev.ocispec.runtime.CommandNotExecutableException;
import dev.ocispec.runtime.CommandNotFoundException;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.sandbox.FirstProcess;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Observes a build's sandbox from inside: puts a probe where the build's first process runs it
 * before the command, or runs it in a container of the same specification on the same bundle, in
 * which only the command differs.
 */
public final class Attestor {
  private static final Duration LIMIT = Duration.ofMinutes(2);

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
    SandboxJudgement judgement = SandboxJudgement.of(bundle, facts);
    bundle.derive(folder, amended.apply(probe(bundle.spec(), judgement.places(), container)));
    RunResult run = run(runtime, container, folder);
    bundle.removeFromScratch(ProbeScript.ATTEMPT);
    Observation observed = Observation.parse(run.stdout().text());
    if (!run.isSuccess() || !observed.isWhole()) {
      throw new AttestationException(
          "the probe ended with code " + run.exitCode() + ": " + run.stderr().text(), null);
    }
    return judgement.of(observed, runtime);
  }

  /**
   * Puts the probe where the build's own first process finds it, which then runs it in the build's
   * container before the command: no container of its own is needed.
   *
   * @return the probe; empty when the container has no first process, or has a writable overlay, in
   *     which a file that is removed from outside can still be seen
   * @throws AttestationException when there is no shell that could run it, or it can't be written
   */
  public Optional<PlacedProbe> place() {
    return FirstProcess.architecture(bundle.spec())
        .filter(architecture -> FirstProcess.isIn(bundle.spec()))
        .filter(architecture -> !OverlayChecks.hasWritable(bundle.spec()))
        .map(
            architecture ->
                PlacedProbe.in(
                    bundle.folder().resolve(SandboxLayout.init(architecture)), bundle, facts));
  }

  private static RunResult run(OciRuntime runtime, String container, Path folder) {
    try {
      return runtime.run(
          container, folder, run -> run.timeout(LIMIT).keepBytes(ProbeJudge.LONGEST_ANSWER));
    } catch (CommandNotFoundException | CommandNotExecutableException e) {
      throw new AttestationException(e.getMessage(), e);
    }
  }

  /** Whether a shell is provided that the host chose, which the probe can rely on. */
  static boolean hasShell(Spec spec) {
    return spec.mounts().stream().anyMatch(mount -> mount.destination().equals(FirstProcess.SHELL));
  }

  /** One for a sandbox that has none. */
  static Path shell(HostFacts facts) {
    return facts
        .staticShell()
        .orElseThrow(
            () ->
                new AttestationException(
                    "the host has no static shell to run the probe; install a static busybox",
                    null));
  }

  private Spec probe(Spec spec, ProbeScript.Places places, String container) {
    boolean hasShell = hasShell(spec);
    List<String> command = ProbeScript.command(hasShell ? FirstProcess.SHELL : PROBE_SHELL, places);
    Spec.Builder probe =
        spec.toBuilder().process(process -> process.args(FirstProcess.withCommand(spec, command)));
    if (spec.linux().flatMap(Linux::cgroupsPath).isPresent()) {
      // Groups of its own, so that what they count of the build is the build's alone.
      String path = spec.linux().flatMap(Linux::cgroupsPath).orElseThrow();
      String last = path.substring(path.lastIndexOf('/') + 1);
      probe.linux(linux -> linux.cgroupsPath(path.replace("/" + last, "/" + container)));
    }
    if (!hasShell) {
      Path shell = shell(facts);
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
