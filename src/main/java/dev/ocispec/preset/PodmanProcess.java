package dev.ocispec.preset;

import dev.ocispec.image.ImageUser;
import dev.ocispec.image.RootAccount;
import dev.ocispec.imagespec.ImageConfig;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.LinuxCapabilities;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.User;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What podman writes into {@code process}. */
record PodmanProcess(PodmanRun run) {
  private static final long LIMIT = 1_048_576;

  ContainerProcess process(List<Capability> capabilities, Optional<String> hostname) {
    ContainerProcess plain =
        run.table().document().process().orElseGet(() -> ContainerProcess.builder().build());
    ContainerProcess.Builder process = plain.toBuilder();
    process.args(args(plain.args()));
    image()
        .flatMap(ImageConfig::workingDir)
        .filter(path -> !path.isEmpty())
        .ifPresent(process::cwd);
    User user = user(plain.user().orElseGet(() -> User.builder().build()));
    process.user(user);
    process.capabilities(sets(capabilities));
    if (run.has(ProgramOptions.TerminalChoice.class)) {
      process.terminal(true);
    }
    environment(process, hostname, user.uid().orElse(0));
    rlimits(process);
    run.choices()
        .host()
        .processLabel()
        .filter(label -> run.labelled())
        .ifPresent(process::selinuxLabel);
    run.last(SecurityOptions.AppArmorChoice.class)
        .flatMap(choice -> choice.profile().or(this::unconfined))
        .ifPresent(process::apparmorProfile);
    return process.build();
  }

  /** What podman names where there is AppArmor that is not to confine. */
  private Optional<String> unconfined() {
    return Optional.of("unconfined").filter(name -> run.choices().host().hasAppArmor());
  }

  private Optional<ImageConfig> image() {
    return run.choices().image().map(image -> image.execution());
  }

  private List<String> args(List<String> plain) {
    List<String> args = new ArrayList<>();
    run.last(ProgramOptions.InitProgram.class)
        .ifPresent(init -> args.addAll(List.of(init.containerPath(), "--")));
    List<String> program = EngineSteps.program(run.choices());
    args.addAll(program.isEmpty() ? plain : program);
    return args;
  }

  /** The user, in podman's words; empty when nobody chose one. */
  private String userName() {
    return run.last(ProgramOptions.UserChoice.class)
        .map(ProgramOptions.UserChoice::user)
        .or(() -> image().flatMap(ImageConfig::user))
        .orElse("");
  }

  private Optional<Path> accounts() {
    return run.last(ProgramOptions.UserChoice.class)
        .flatMap(ProgramOptions.UserChoice::rootfs)
        .or(() -> run.choices().accounts());
  }

  private Optional<RootAccount> account(long uid) {
    return accounts().flatMap(rootfs -> RootAccount.withId(rootfs, uid));
  }

  /** The ids of the user. */
  ImageUser ids() {
    return ImageUser.of(userName(), accounts());
  }

  private User user(User plain) {
    String name = userName();
    ImageUser ids = ids();
    long uid = ids.uid().orElse(0L);
    Set<Long> groups = new LinkedHashSet<>();
    if (!name.isEmpty()) {
      groups.add(ids.gid());
    }
    run.all(ProgramOptions.FurtherGroups.class).forEach(more -> groups.addAll(more.gids()));
    if (!name.contains(":")) {
      account(uid).ifPresent(account -> groups.addAll(account.groups()));
    }
    User.Builder user = plain.toBuilder().uid(uid).gid(ids.gid()).additionalGids(groups);
    run.last(PodmanOptions.Umask.class).ifPresent(umask -> user.umask(umask.umask()));
    return user.build();
  }

  /** Users other than root can only use what was added, but that without a set-id program. */
  private LinuxCapabilities sets(List<Capability> bounding) {
    LinuxCapabilities.Builder sets = LinuxCapabilities.builder().bounding(bounding);
    String name = userName();
    String user = name.contains(":") ? name.substring(0, name.indexOf(':')) : name;
    if (Set.of("", "root", "0").contains(user)) {
      return sets.effective(bounding).permitted(bounding).build();
    }
    List<Capability> added = added();
    return sets.effective(added).permitted(added).inheritable(added).ambient(added).build();
  }

  private List<Capability> added() {
    Set<Capability> added = new LinkedHashSet<>();
    run.all(SecurityOptions.CapabilityChange.class)
        .forEach(
            change -> {
              if (change.edit() == SecurityOptions.CapabilityEdit.ADD) {
                added.addAll(change.capabilities());
              } else if (change.edit() == SecurityOptions.CapabilityEdit.ADD_ALL) {
                added.addAll(run.choices().host().capabilities());
              }
            });
    return added.stream().sorted(Comparator.comparing(Capability::toString)).toList();
  }

  private void environment(ContainerProcess.Builder process, Optional<String> hostname, long uid) {
    if (image().isPresent()) {
      process.putEnv("container", "podman");
    }
    if (run.has(ProgramOptions.TerminalChoice.class)) {
      process.putEnv("TERM", "xterm");
    }
    for (String entry : image().map(ImageConfig::env).orElse(List.of())) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        process.putEnv(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    run.all(ProgramOptions.Variable.class)
        .forEach(variable -> process.putEnv(variable.name(), variable.value()));
    home(uid).ifPresent(home -> absent(process, "HOME", home));
    if (run.has(PodmanOptions.Systemd.class)) {
      run.choices()
          .id()
          .ifPresent(
              id -> process.putEnv("container_uuid", id.substring(0, Math.min(32, id.length()))));
    }
    hostname.ifPresent(name -> absent(process, "HOSTNAME", name));
  }

  private static void absent(ContainerProcess.Builder process, String name, String value) {
    if (process.build().env().stream().noneMatch(entry -> entry.startsWith(name + "="))) {
      process.putEnv(name, value);
    }
  }

  /** Podman 4 knows none for a user whom the accounts don't know. */
  private Optional<String> home(long uid) {
    if (accounts().isEmpty() && uid == 0) {
      return Optional.of("/root");
    }
    return account(uid)
        .map(RootAccount::home)
        .filter(home -> !home.isEmpty())
        .or(() -> Optional.of("/").filter(root -> run.version().isFive() || keepsId()));
  }

  /** Whether podman adds the user who started it to the accounts. */
  private boolean keepsId() {
    return run.userNamespace().filter(user -> user.mode().equals("keep-id")).isPresent();
  }

  private void rlimits(ContainerProcess.Builder process) {
    List<ResourceOptions.Ulimit> chosen = run.all(ResourceOptions.Ulimit.class).toList();
    process.clearRlimits();
    if (chosen.isEmpty() && !run.version().isFive()) {
      return;
    }
    for (ResourceOptions.Ulimit limit : chosen) {
      process.putRlimit(
          to ->
              to.type(limit.type())
                  .hard(ResourceOptions.Ulimit.unsigned(limit.hard()))
                  .soft(ResourceOptions.Ulimit.unsigned(limit.soft())));
    }
    boolean asHost = run.version().isFive() || run.rootless();
    Optional<PodmanOptions.HostLimits> host =
        run.last(PodmanOptions.HostLimits.class).filter(limits -> asHost);
    rest(
        process,
        PosixRlimitType.RLIMIT_NOFILE,
        host.map(PodmanOptions.HostLimits::files).orElse(LIMIT));
    rest(
        process,
        PosixRlimitType.RLIMIT_NPROC,
        host.map(PodmanOptions.HostLimits::processes).orElse(LIMIT));
  }

  private static void rest(ContainerProcess.Builder process, PosixRlimitType type, long limit) {
    if (process.build().rlimits().stream().noneMatch(known -> known.type().equals(type))) {
      long most = Math.min(limit, LIMIT);
      process.addRlimit(added -> added.type(type).hard(most).soft(most));
    }
  }
}
