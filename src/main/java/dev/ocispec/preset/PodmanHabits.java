package dev.ocispec.preset;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What podman does. */
record PodmanHabits(PodmanVersion version) implements EngineHabits {
  private static final int SHORT_ID = 12;

  /** Options that podman does in its own way; others are applied at the end as they say. */
  private static final Set<Class<? extends ContainerOption>> OWN_WAY =
      Set.of(
          BindMount.class,
          TmpfsMount.class,
          DeviceOptions.DeviceGrant.class,
          DeviceOptions.DeviceRule.class,
          NamespaceOptions.MappedIds.class,
          NamespaceOptions.NamespaceChoice.class,
          ProgramOptions.FurtherGroups.class,
          ProgramOptions.InitProgram.class,
          ProgramOptions.TerminalChoice.class,
          ProgramOptions.TimeZoneChoice.class,
          ProgramOptions.UserChoice.class,
          ProgramOptions.Variable.class,
          ResourceOptions.ResourceChange.class,
          ResourceOptions.ShmSize.class,
          ResourceOptions.SysctlChoice.class,
          ResourceOptions.Ulimit.class,
          SecurityOptions.AppArmorChoice.class,
          SecurityOptions.Privileged.class,
          SecurityOptions.SeccompChoice.class,
          SecurityOptions.Unmasked.class);

  @Override
  public Spec configured(EngineTable table, ImmutableEngineChoices choices) {
    PodmanRun run = new PodmanRun(version, table, choices);
    List<Capability> capabilities =
        EngineSteps.capabilities(EngineSteps.capabilities(table), choices).stream()
            .sorted(Comparator.comparing(Capability::toString))
            .toList();
    Optional<String> hostname = hostname(run);
    List<Mount> mounts = new PodmanMounts(run).all();
    Spec.Builder spec = table.document().toBuilder();
    spec.root(root -> root.path(choices.rootfs()));
    if (run.isOwn(LinuxNamespaceType.UTS)) {
      hostname.ifPresent(spec::hostname);
    }
    spec.process(new PodmanProcess(run).process(capabilities, hostname));
    spec.mounts(mounts);
    spec.annotations(new PodmanAnnotations(run).all());
    spec.linux(new PodmanKernel(run).linux(capabilities, mounts));
    Spec made = spec.build();
    for (ContainerOption option : choices.options()) {
      if (!isDone(option)) {
        made = option.applyTo(made);
      }
    }
    return made;
  }

  /** The host's name, with its network or its names, may not be known. */
  private static Optional<String> hostname(PodmanRun run) {
    boolean own = run.isOwn(LinuxNamespaceType.UTS);
    boolean network = run.isHost(LinuxNamespaceType.NETWORK);
    EngineChoicesValue choices = run.choices();
    if (choices.hostname().isPresent()) {
      return choices.hostname();
    }
    if (own && !network) {
      return choices.id().map(PodmanHabits::shortened);
    }
    return own || run.isHost(LinuxNamespaceType.UTS) ? choices.host().name() : Optional.empty();
  }

  /** Podman writes nothing for what is off. */
  private static boolean isDone(ContainerOption option) {
    if (option instanceof SecurityOptions.CapabilityChange change) {
      return change.edit() != SecurityOptions.CapabilityEdit.ADD_AMBIENT;
    }
    return option instanceof PodmanOption
        || OWN_WAY.contains(option.getClass())
        || option.equals(SecurityOptions.readonlyRoot(false))
        || option.equals(SecurityOptions.noNewPrivileges(false));
  }

  private static String shortened(String id) {
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID);
  }
}
