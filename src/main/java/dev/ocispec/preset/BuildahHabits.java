package dev.ocispec.preset;

import dev.ocispec.image.ImageUser;
import dev.ocispec.image.RootAccount;
import dev.ocispec.imagespec.ImageConfig;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.LinuxCapabilities;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.User;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code buildah run} does.
 *
 * @param newer whether it is as of 1.43: mounts are in order, and nothing is ambient
 */
record BuildahHabits(boolean newer) implements EngineHabits {
  private static final int SHORT_ID = 12;

  @Override
  public Spec configured(EngineTable table, ImmutableEngineChoices choices) {
    List<Capability> capabilities = capabilities(EngineSteps.capabilities(table), choices);
    Spec.Builder spec = table.document().toBuilder();
    spec.root(root -> root.path(choices.rootfs()));
    spec.linux(linux -> linux.maskedPaths(EngineSteps.masked(table, choices.host()).toList()));
    EngineSteps.filter(table, choices, capabilities, true)
        .ifPresent(filter -> spec.linux(linux -> linux.seccomp(filter)));
    Optional<String> hostname =
        choices
            .hostname()
            .or(() -> choices.id().map(id -> id.substring(0, Math.min(SHORT_ID, id.length()))));
    hostname.ifPresent(spec::hostname);
    spec.process(process -> process(process, capabilities, choices));
    spec.mounts(mounts(table.document().mounts(), choices));
    Spec made = spec.build();
    for (ContainerOption option : choices.options()) {
      if (!isDone(option)) {
        made = option.applyTo(made);
      }
    }
    return named(made);
  }

  private static boolean isDone(ContainerOption option) {
    if (option instanceof SecurityOptions.CapabilityChange change) {
      return change.edit() != SecurityOptions.CapabilityEdit.ADD_AMBIENT;
    }
    return option instanceof BindMount
        || option instanceof TmpfsMount
        || option instanceof PodmanOptions.EngineFile
        || option instanceof ProgramOptions.UserChoice;
  }

  /** A variable even if the container has the host's name: it is empty then. */
  private static Spec named(Spec spec) {
    return SpecEdits.process(
        spec, process -> process.putEnv("HOSTNAME", spec.hostname().orElse("")));
  }

  /** All is as said, whatever else is; what is dropped leaves its place to the last one. */
  private static List<Capability> capabilities(
      List<Capability> plain, ImmutableEngineChoices choices) {
    Set<Capability> all = new LinkedHashSet<>(plain);
    if (edits(choices, SecurityOptions.CapabilityEdit.ADD_ALL).findAny().isPresent()) {
      choices.host().capabilities().stream()
          .sorted(Comparator.comparing(Capability::toString))
          .forEach(all::add);
      return List.copyOf(all);
    }
    if (edits(choices, SecurityOptions.CapabilityEdit.DROP_ALL).findAny().isPresent()) {
      return List.of();
    }
    edits(choices, SecurityOptions.CapabilityEdit.ADD)
        .forEach(change -> all.addAll(change.capabilities()));
    List<Capability> left = new ArrayList<>(all);
    edits(choices, SecurityOptions.CapabilityEdit.DROP)
        .flatMap(change -> change.capabilities().stream())
        .filter(left::contains)
        .forEach(
            capability -> {
              int place = left.indexOf(capability);
              Capability last = left.remove(left.size() - 1);
              if (place < left.size()) {
                left.set(place, last);
              }
            });
    return left;
  }

  private static Stream<SecurityOptions.CapabilityChange> edits(
      ImmutableEngineChoices choices, SecurityOptions.CapabilityEdit edit) {
    return EngineSteps.options(choices, SecurityOptions.CapabilityChange.class)
        .filter(change -> change.edit() == edit);
  }

  private void process(
      ContainerProcess.Builder process,
      List<Capability> capabilities,
      ImmutableEngineChoices choices) {
    Optional<ImageConfig> image = choices.image().map(configuration -> configuration.execution());
    List<String> args = new ArrayList<>(choices.entrypoint().orElse(List.of()));
    choices.command().ifPresent(args::addAll);
    if (!args.isEmpty()) {
      process.args(args);
    }
    image.flatMap(ImageConfig::workingDir).filter(path -> !path.isEmpty()).ifPresent(process::cwd);
    for (String entry : image.map(ImageConfig::env).orElse(List.of())) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        process.putEnv(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    User user = user(choices, image);
    process.user(user);
    boolean root = user.uid().orElse(0) == 0;
    LinuxCapabilities.Builder sets = LinuxCapabilities.builder().bounding(capabilities);
    if (root) {
      sets.effective(capabilities).permitted(capabilities);
      if (!newer) {
        sets.ambient(capabilities);
      }
    }
    process.capabilities(sets.build());
  }

  private static User user(ImmutableEngineChoices choices, Optional<ImageConfig> image) {
    Optional<ProgramOptions.UserChoice> chosen =
        EngineSteps.last(choices, ProgramOptions.UserChoice.class).findFirst();
    String name =
        chosen
            .map(ProgramOptions.UserChoice::user)
            .or(() -> image.flatMap(ImageConfig::user))
            .orElse("");
    Optional<Path> accounts =
        chosen.flatMap(ProgramOptions.UserChoice::rootfs).or(choices::accounts);
    ImageUser ids = ImageUser.of(name, accounts);
    long uid = ids.uid().orElse(0L);
    Set<Long> groups = new LinkedHashSet<>(List.of(ids.gid()));
    if (!name.contains(":")) {
      accounts
          .flatMap(rootfs -> RootAccount.withId(rootfs, uid))
          .ifPresent(account -> groups.addAll(account.groups()));
    }
    return User.builder().uid(uid).gid(ids.gid()).additionalGids(groups).build();
  }

  private List<Mount> mounts(List<Mount> plain, ImmutableEngineChoices choices) {
    Map<String, Mount> mounts = new LinkedHashMap<>();
    EngineSteps.options(choices, BindMount.class)
        .map(BuildahHabits::bind)
        .forEach(mount -> mounts.put(mount.destination(), mount));
    EngineSteps.options(choices, TmpfsMount.class)
        .map(tmpfs -> tmpfs.mount(memory(tmpfs.options())))
        .forEach(mount -> mounts.put(mount.destination(), mount));
    plain.forEach(mount -> mounts.putIfAbsent(mount.destination(), mount));
    EngineSteps.options(choices, PodmanOptions.EngineFile.class)
        .forEach(file -> mounts.putIfAbsent(file.destination(), file(file)));
    Comparator<Mount> order =
        Comparator.comparingLong(
            mount -> mount.destination().chars().filter(c -> c == '/').count());
    return mounts.values().stream()
        .sorted(newer ? order.thenComparing(Mount::destination) : order)
        .toList();
  }

  private static Mount file(PodmanOptions.EngineFile file) {
    return Mount.builder()
        .destination(file.destination())
        .type("bind")
        .source(file.source())
        .options("rbind")
        .build();
  }

  private static Mount bind(BindMount bind) {
    ImmutableBindMountChoices choices = bind.choices();
    List<String> options = new ArrayList<>();
    choices.propagation().map(MountPropagation::option).ifPresent(options::add);
    choices.access().option().ifPresent(options::add);
    options.addAll(choices.options());
    if (options.isEmpty()) {
      options.add(""); // What buildah splits its empty list of options into.
    }
    return bind.mount(withPropagation(writable(options), "rbind"));
  }

  private static List<String> memory(List<String> chosen) {
    return withPropagation(writable(chosen));
  }

  private static List<String> writable(List<String> chosen) {
    List<String> options = new ArrayList<>(chosen);
    if (!options.contains("ro") && !options.contains("rw")) {
      options.add("rw");
    }
    return options;
  }

  private static List<String> withPropagation(List<String> chosen, String... more) {
    List<String> options = new ArrayList<>(chosen);
    if (chosen.stream().noneMatch(PodmanMountOptions.PROPAGATION::contains)) {
      options.add("private");
    }
    options.addAll(List.of(more));
    return options;
  }
}
