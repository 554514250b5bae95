package dev.ocispec.preset;

import dev.ocispec.spec.LinuxNamespaceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The annotations that podman writes. */
record PodmanAnnotations(PodmanRun run) {
  private static final String OWN = "io.podman.annotations.";
  private static final String CRIO = "io.kubernetes.cri-o.";
  private static final String UNCONFINED = "unconfined";
  private static final int TERM = 15;
  private static final int SYSTEMD_STOP = 37;
  private static final long MICROS = 1_000_000;

  /** Signals of Linux from 1 on. */
  private static final List<String> SIGNALS =
      List.of(
          "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
          "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
          "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");

  Map<String, String> all() {
    Map<String, String> all = new TreeMap<>(run.table().document().annotations());
    if (run.has(ProgramOptions.TerminalChoice.class) && !run.version().isFive()) {
      all.put(CRIO + "TTY", "true");
    }
    if (run.has(ProgramOptions.InitProgram.class)) {
      all.put(OWN + "init", "TRUE");
    }
    if (run.privileged()) {
      all.put(OWN + "privileged", "TRUE");
    }
    run.last(SecurityOptions.SeccompChoice.class)
        .filter(choice -> choice.profile().isEmpty())
        .ifPresent(choice -> all.put(OWN + "seccomp", UNCONFINED));
    run.last(SecurityOptions.AppArmorChoice.class)
        .ifPresent(choice -> all.put(OWN + "apparmor", choice.profile().orElse(UNCONFINED)));
    run.last(SecurityOptions.SeLinuxLabels.class)
        .filter(labels -> labels.process().isEmpty())
        .ifPresent(labels -> all.put(OWN + "label", "disable"));
    if (run.version().isFive()) {
      userNamespace().ifPresent(mode -> all.put(OWN + "userns", mode));
    }
    if (run.version().annotatesPids()) {
      new PodmanDevices(run)
          .chosenPids()
          .ifPresent(pids -> all.put(OWN + "pids-limit", Long.toString(pids.limit())));
    }
    pod(all);
    stop(all);
    return all;
  }

  private Optional<String> userNamespace() {
    return run.isHost(LinuxNamespaceType.USER)
        ? Optional.of("host")
        : run.userNamespace().map(PodmanOptions.UserNamespace::mode);
  }

  private void pod(Map<String, String> all) {
    run.last(PodmanOptions.Pod.class)
        .ifPresent(
            pod -> {
              all.put(CRIO + "SandboxID", pod.infraId());
              if (!run.version().isFive()) {
                all.put(CRIO + "ContainerType", "container");
              }
            });
  }

  private void stop(Map<String, String> all) {
    Optional<PodmanOptions.StopChoice> chosen = run.last(PodmanOptions.StopChoice.class);
    String signal =
        chosen
            .map(PodmanOptions.StopChoice::signal)
            .or(this::imageSignal)
            .orElse(run.has(PodmanOptions.Systemd.class) ? SYSTEMD_STOP : TERM)
            .toString();
    all.put("org.opencontainers.image.stopSignal", signal);
    if (run.version().isFive()) {
      all.put("org.systemd.property.KillSignal", signal);
      chosen.ifPresent(
          stop ->
              all.put("org.systemd.property.TimeoutStopUSec", "uint64 " + stop.seconds() * MICROS));
    }
  }

  private Optional<Integer> imageSignal() {
    return run.choices()
        .image()
        .flatMap(image -> image.execution().stopSignal())
        .flatMap(PodmanAnnotations::number);
  }

  /**
   * The number of a signal by name; one that is unknown is taken as absent, as podman refuses it.
   */
  private static Optional<Integer> number(String name) {
    if (name.matches("[0-9]{1,2}")) {
      return Optional.of(Integer.valueOf(name));
    }
    String bare = name.startsWith("SIG") ? name.substring(3) : name;
    int index = SIGNALS.indexOf(bare);
    if (index >= 0) {
      return Optional.of(index + 1);
    }
    return bare.matches("RTMIN\\+[0-9]{1,2}")
        ? Optional.of(34 + Integer.parseInt(bare.substring(6)))
        : Optional.empty();
  }
}
