package dev.ocispec.preset;

import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.image.ImageUser;
import dev.ocispec.imagespec.ImageConfig;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What containerd's {@code ctr run} does. */
final class CtrHabits implements EngineHabits {
  private static final List<String> PATH =
      List.of("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");

  /** Of the host's files in a container that shares the host's network. */
  private static final List<String> NETWORK_FILES = List.of("/etc/hosts", "/etc/resolv.conf");

  private static final Set<Class<? extends ContainerOption>> DONE =
      Set.of(
          SecurityOptions.Privileged.class,
          SecurityOptions.CapabilityChange.class,
          SecurityOptions.NewPrivileges.class,
          BindMount.class,
          TmpfsMount.class,
          ProgramOptions.UserChoice.class,
          ProgramOptions.Variable.class,
          ProgramOptions.TerminalChoice.class);

  @Override
  public Spec configured(EngineTable table, ImmutableEngineChoices choices) {
    Spec.Builder spec = table.document().toBuilder();
    spec.root(root -> root.path(choices.rootfs()));
    choices.hostname().ifPresent(spec::hostname);
    choices.id().ifPresent(id -> spec.linux(linux -> linux.cgroupsPath("/default/" + id)));
    mounts(choices).forEach(spec::addMount);
    boolean privileged = EngineSteps.has(choices, SecurityOptions.Privileged.class);
    Spec process = withUser(withProcess(spec.build(), choices), choices);
    Spec open = privileged ? ContainerdSteps.privileged(process, choices.host()) : process;
    List<Capability> capabilities =
        ContainerdSteps.capabilities(
            privileged ? choices.host().capabilities() : EngineSteps.capabilities(table), choices);
    Spec capable = ContainerdSteps.withCapabilities(open, capabilities);
    Spec made =
        ContainerdSteps.withOthers(
            ContainerdSteps.filtered(capable, table, choices), choices, DONE);
    for (SecurityOptions.CapabilityChange change :
        EngineSteps.options(choices, SecurityOptions.CapabilityChange.class).toList()) {
      if (change.edit() == SecurityOptions.CapabilityEdit.ADD_AMBIENT) {
        made = change.applyTo(made);
      }
    }
    return made;
  }

  private static List<Mount> mounts(ImmutableEngineChoices choices) {
    List<Mount> all = new ArrayList<>();
    for (ContainerOption option : choices.options()) {
      if (option instanceof BindMount bind) {
        all.add(bind.mount(options(bind.choices())));
      }
      if (option instanceof TmpfsMount tmpfs) {
        all.add(tmpfs.mount(tmpfs.options()).toBuilder().clearSource().build());
      }
    }
    if (hostNetwork(choices)) {
      NETWORK_FILES.forEach(
          file ->
              all.add(
                  Mount.builder()
                      .destination(file)
                      .type("bind")
                      .source(file)
                      .options("rbind", "ro")
                      .build()));
    }
    return all;
  }

  /** ctr adds no options to those that it is given. */
  private static List<String> options(ImmutableBindMountChoices bind) {
    List<String> options = new ArrayList<>();
    options.add(bind.recursive() ? "rbind" : "bind");
    bind.access().option().ifPresent(options::add);
    bind.propagation().ifPresent(propagation -> options.add(propagation.option()));
    options.addAll(bind.options());
    bind.idmap().ifPresent(options::add);
    return options;
  }

  private static boolean hostNetwork(ImmutableEngineChoices choices) {
    return EngineSteps.options(choices, NamespaceOptions.NamespaceChoice.class)
        .anyMatch(
            choice ->
                choice.type().equals(LinuxNamespaceType.NETWORK)
                    && choice.sharing() == NamespaceOptions.Sharing.HOST);
  }

  private static Spec withProcess(Spec spec, ImmutableEngineChoices choices) {
    List<String> variables = ContainerdSteps.variables(choices);
    Optional<ImageConfig> image = choices.image().map(ImageConfiguration::execution);
    if (image.isPresent()) {
      List<String> own = image.get().env();
      variables = ContainerdSteps.variables(own.isEmpty() ? PATH : own, variables);
    }
    List<String> all = new ArrayList<>(variables);
    boolean terminal = EngineSteps.has(choices, ProgramOptions.TerminalChoice.class);
    if (terminal) {
      all.add("TERM=xterm");
    }
    if (hostNetwork(choices) && choices.host().name().isPresent()) {
      all = ContainerdSteps.variables(all, List.of("HOSTNAME=" + choices.host().name().get()));
    }
    List<String> env = all;
    return SpecEdits.process(
        spec,
        process -> {
          process.env(env);
          ContainerdSteps.command(process, choices);
          // Unlike the others, ctr has the arguments in the place of the entry point too.
          if (choices.entrypoint().isEmpty()) {
            choices.command().ifPresent(process::args);
          }
          if (terminal) {
            process.terminal(true);
          }
          EngineSteps.last(choices, SecurityOptions.NewPrivileges.class)
              .filter(choice -> !choice.forbidden())
              .forEach(choice -> process.clearNoNewPrivileges());
        });
  }

  private static Spec withUser(Spec spec, ImmutableEngineChoices choices) {
    Spec result = spec;
    if (choices.image().isPresent()) {
      String user = choices.image().get().execution().user().orElse("");
      ImageUser ids = ImageUser.of(user, choices.accounts());
      String member = user.isEmpty() ? "root" : String.valueOf(ids.uid().orElse(0L));
      result =
          ContainerdSteps.withUser(
              spec, ids, ContainerdSteps.groups(ids, member, choices.accounts()));
    }
    for (ProgramOptions.UserChoice choice :
        EngineSteps.last(choices, ProgramOptions.UserChoice.class).toList()) {
      Optional<Path> rootfs = choice.rootfs().or(choices::accounts);
      ImageUser ids = ImageUser.of(choice.user(), rootfs);
      result =
          ContainerdSteps.withUser(result, ids, ContainerdSteps.groups(ids, choice.user(), rootfs));
    }
    return result;
  }
}
