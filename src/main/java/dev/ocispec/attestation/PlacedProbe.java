package dev.ocispec.attestation;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.host.HostFacts;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.sandbox.FirstProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A probe beside the first process of a bundle: a script, and a shell where the sandbox has none.
 * To be removed before the command starts.
 */
public final class PlacedProbe {
  private static final int SHOWN = 500;

  private final Path folder;
  private final Bundle bundle;
  private final SandboxJudgement judgement;

  private PlacedProbe(Path folder, Bundle bundle, SandboxJudgement judgement) {
    this.folder = folder;
    this.bundle = bundle;
    this.judgement = judgement;
  }

  static PlacedProbe in(Path folder, Bundle bundle, HostFacts facts) {
    SandboxJudgement judgement = SandboxJudgement.of(bundle, facts);
    Path script = folder.resolve(FirstProcess.PROBE_NAME);
    Path shell = folder.resolve(FirstProcess.PROBE_SHELL_NAME);
    try {
      if (!Attestor.hasShell(bundle.spec())) {
        Files.copy(Attestor.shell(facts), shell);
        Files.setPosixFilePermissions(shell, PosixFilePermissions.fromString("r-xr-xr-x"));
      }
      byte[] text = ProbeScript.file(judgement.places()).getBytes(StandardCharsets.UTF_8);
      Files.write(script, text, CREATE_NEW, WRITE);
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("r--r--r--"));
    } catch (IOException e) {
      throw new AttestationException("cannot put the probe into " + folder + ": " + e, e);
    }
    return new PlacedProbe(folder, bundle, judgement);
  }

  /**
   * Holds what the probe said against the specification, and removes the files that it made.
   *
   * @param runtime what runs the build
   * @param text what the probe said
   * @return what it saw
   * @throws AttestationException when it did not get to its end
   */
  public Attestation seen(OciRuntime runtime, String text) {
    Observation observed = Observation.parse(text);
    if (!observed.isWhole()) {
      throw failed("the probe did not get to its end", text);
    }
    return judgement.of(observed, runtime);
  }

  /**
   * {@return the failure of a probe that saw nothing}
   *
   * @param why what became of it
   * @param text what it said last
   */
  public static AttestationException failed(String why, String text) {
    String last = text.substring(Math.max(0, text.length() - SHOWN)).strip();
    return new AttestationException(last.isEmpty() ? why : why + ": " + last, null);
  }

  /** Removes the probe from the sandbox, and the files that it made there. */
  public void remove() {
    bundle.removeFromScratch(ProbeScript.ATTEMPT);
    try {
      Files.deleteIfExists(folder.resolve(FirstProcess.PROBE_NAME));
      Files.deleteIfExists(folder.resolve(FirstProcess.PROBE_SHELL_NAME));
    } catch (IOException e) {
      throw new AttestationException("cannot remove the probe from " + folder + ": " + e, e);
    }
  }
}
