package dev.ocispec.preset;

import dev.ocispec.preset.NamespaceOptions.DomainName;
import dev.ocispec.preset.SecurityOptions.AppArmorChoice;
import dev.ocispec.preset.SecurityOptions.CapabilityChange;
import dev.ocispec.preset.SecurityOptions.CapabilityEdit;
import dev.ocispec.preset.SecurityOptions.Privileged;
import dev.ocispec.preset.SecurityOptions.ReadonlyRoot;
import dev.ocispec.preset.SecurityOptions.SeLinuxLabels;
import dev.ocispec.preset.SecurityOptions.SeccompChoice;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What dockerd does with parameters and options, one part of the configuration after the other. */
final class DockerHabits implements EngineHabits {
  private static final int SHORT_ID = 12;
  private static final String UNCONFINED = "unconfined";

  /** Options that docker does in its own way; others are done as they describe themselves. */
  private static final Set<Class<? extends ContainerOption>> OWN_WAY =
      Set.of(
          Privileged.class,
          ReadonlyRoot.class,
          SeccompChoice.class,
          AppArmorChoice.class,
          SeLinuxLabels.class,
          NamespaceOptions.NamespaceChoice.class,
          NamespaceOptions.MappedIds.class,
          DomainName.class,
          DeviceOptions.DeviceGrant.class,
          DeviceOptions.DeviceRule.class,
          ResourceOptions.ResourceChange.class,
          ResourceOptions.Ulimit.class,
          ResourceOptions.ShmSize.class,
          ResourceOptions.WithoutShm.class,
          ResourceOptions.CgroupParent.class,
          BindMount.class,
          TmpfsMount.class,
          ProgramOptions.UserChoice.class,
          ProgramOptions.FurtherGroups.class,
          ProgramOptions.Variable.class,
          ProgramOptions.TerminalChoice.class,
          ProgramOptions.InitProgram.class);

  private final DockerRelease release;

  DockerHabits(DockerRelease release) {
    this.release = release;
  }

  @Override
  public Spec configured(EngineTable table, ImmutableEngineChoices choices) {
    boolean readonly =
        EngineSteps.last(choices, ReadonlyRoot.class).anyMatch(ReadonlyRoot::readonly);
    List<Capability> capabilities =
        new DockerCapabilities(release, choices).from(EngineSteps.capabilities(table));
    Optional<String> hostname = hostname(choices);
    Spec.Builder plain = table.document().toBuilder();
    plain.root(
        root -> {
          root.path(choices.rootfs());
          if (readonly) {
            root.readonly(true);
          }
        });
    hostname.ifPresent(plain::hostname);
    plain.linux(linux -> linux.maskedPaths(EngineSteps.masked(table, choices.host()).toList()));
    Spec spec = new DockerProcess(choices).in(plain.build(), hostname);
    spec = new DockerNamespaces(release, choices).in(spec);
    spec = new DockerResources(release, choices).in(spec);
    spec = new DockerMounts(release, choices, readonly).in(spec);
    spec = withSecurity(spec, choices, capabilities);
    spec =
        SpecEdits.linux(
            spec,
            linux -> {
              choices.id().ifPresent(id -> linux.cgroupsPath(cgroupsPath(id, choices)));
              seccomp(table, choices, capabilities).ifPresent(linux::seccomp);
              EngineSteps.last(choices, DomainName.class)
                  .forEach(domain -> linux.putSysctl("kernel.domainname", domain.name()));
            });
    for (ContainerOption option : choices.options()) {
      if (!isOwnWay(option)) {
        spec = option.applyTo(spec);
      }
    }
    return spec;
  }

  private static boolean isOwnWay(ContainerOption option) {
    return option instanceof CapabilityChange change
        ? change.edit() != CapabilityEdit.ADD_AMBIENT
        : OWN_WAY.contains(option.getClass());
  }

  /**
   * Docker takes the name of whoever's network it is: the host's, which may be known, or another
   * container's, which isn't.
   */
  private static Optional<String> hostname(ImmutableEngineChoices choices) {
    if (DockerNamespaces.isHost(choices, LinuxNamespaceType.NETWORK)) {
      return choices.hostname().or(() -> choices.host().name());
    }
    return DockerNamespaces.isOwn(choices, LinuxNamespaceType.NETWORK)
        ? choices.hostname().or(() -> choices.id().map(DockerHabits::shortened))
        : choices.hostname();
  }

  private static String shortened(String id) {
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID);
  }

  private static String cgroupsPath(String id, ImmutableEngineChoices choices) {
    boolean systemd = choices.host().hasSystemd();
    String parent =
        EngineSteps.last(choices, ResourceOptions.CgroupParent.class)
            .map(ResourceOptions.CgroupParent::path)
            .findFirst()
            .orElse(systemd ? "system.slice" : "/docker");
    return systemd ? parent + ":docker:" + id : parent + "/" + id;
  }

  private Optional<LinuxSeccomp> seccomp(
      EngineTable table, ImmutableEngineChoices choices, List<Capability> capabilities) {
    boolean privileged = EngineSteps.has(choices, Privileged.class);
    Optional<SeccompChoice> chosen =
        EngineSteps.last(choices, SeccompChoice.class)
            .filter(choice -> !privileged || release.filtersPrivileged())
            .findFirst();
    if (chosen.isPresent()) {
      return chosen.get().profile();
    }
    return EngineSteps.filter(table, choices, capabilities, !privileged);
  }

  private static Spec withSecurity(
      Spec spec, ImmutableEngineChoices choices, List<Capability> capabilities) {
    boolean privileged = EngineSteps.has(choices, Privileged.class);
    Spec able =
        SpecEdits.process(
            spec,
            process ->
                process.capabilities(
                    sets ->
                        sets.bounding(capabilities)
                            .effective(capabilities)
                            .permitted(capabilities)));
    Spec confined = withLabels(withAppArmor(able, choices, privileged), choices, privileged);
    return privileged ? SecurityOptions.unmasked().applyTo(confined) : confined;
  }

  private static Spec withAppArmor(Spec spec, ImmutableEngineChoices choices, boolean privileged) {
    if (!choices.host().hasAppArmor()) {
      return spec;
    }
    String profile =
        EngineSteps.last(choices, AppArmorChoice.class)
            .map(choice -> choice.profile().orElse(UNCONFINED))
            .findFirst()
            .orElse(privileged ? UNCONFINED : "docker-default");
    return SecurityOptions.appArmor(profile).applyTo(spec);
  }

  /** A container that sees processes or memory of the host is not kept from them by a label. */
  private static Spec withLabels(Spec spec, ImmutableEngineChoices choices, boolean privileged) {
    Optional<SeLinuxLabels> chosen = EngineSteps.last(choices, SeLinuxLabels.class).findFirst();
    if (chosen.isPresent()) {
      return chosen.get().applyTo(spec);
    }
    boolean open =
        privileged
            || DockerNamespaces.isHost(choices, LinuxNamespaceType.PID)
            || DockerNamespaces.isHost(choices, LinuxNamespaceType.IPC);
    return open
        ? spec
        : new SeLinuxLabels(choices.host().processLabel(), choices.host().mountLabel())
            .applyTo(spec);
  }
}
