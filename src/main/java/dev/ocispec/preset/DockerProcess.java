package dev.ocispec.preset;

import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.image.ImageUser;
import dev.ocispec.image.RootAccount;
import dev.ocispec.imagespec.ImageConfig;
import dev.ocispec.preset.ProgramOptions.FurtherGroups;
import dev.ocispec.preset.ProgramOptions.TerminalChoice;
import dev.ocispec.preset.ProgramOptions.UserChoice;
import dev.ocispec.preset.ProgramOptions.Variable;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.User;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The process of a container of docker. */
final class DockerProcess {
  private final ImmutableEngineChoices choices;

  DockerProcess(ImmutableEngineChoices choices) {
    this.choices = choices;
  }

  /** The configuration with the process, whose host has that name. */
  Spec in(Spec spec, Optional<String> hostname) {
    User user = user();
    List<String> args = EngineSteps.program(choices);
    Spec named =
        SpecEdits.process(
            spec,
            process -> {
              process.user(user);
              if (!args.isEmpty()) {
                process.args(args);
              }
              image()
                  .flatMap(ImageConfig::workingDir)
                  .filter(path -> path.startsWith("/"))
                  .ifPresent(process::cwd);
              hostname.ifPresent(name -> process.putEnv("HOSTNAME", name));
              if (EngineSteps.has(choices, TerminalChoice.class)) {
                process.terminal(true).putEnv("TERM", "xterm");
              }
              variables(process);
            });
    return DockerInit.started(named, choices);
  }

  private Optional<ImageConfig> image() {
    return choices.image().map(ImageConfiguration::execution);
  }

  /** Variables that people set come before those of the image. */
  private void variables(ContainerProcess.Builder process) {
    List<Variable> chosen = EngineSteps.options(choices, Variable.class).toList();
    chosen.forEach(variable -> process.putEnv(variable.name(), variable.value()));
    for (String variable : image().map(ImageConfig::env).orElse(List.of())) {
      int equals = variable.indexOf('=');
      String name = equals < 0 ? variable : variable.substring(0, equals);
      if (equals > 0 && chosen.stream().noneMatch(one -> one.name().equals(name))) {
        process.putEnv(name, variable.substring(equals + 1));
      }
    }
  }

  /**
   * The user, of whose groups docker lists the own one first, and then all that have the user as a
   * member, even the own one again.
   */
  private User user() {
    Optional<UserChoice> chosen = EngineSteps.last(choices, UserChoice.class).findFirst();
    String name =
        chosen.map(UserChoice::user).or(() -> image().flatMap(ImageConfig::user)).orElse("");
    Optional<Path> accounts = chosen.flatMap(UserChoice::rootfs).or(choices::accounts);
    ImageUser ids = ImageUser.of(name, accounts);
    long uid = ids.uid().orElse(0L);
    int colon = name.indexOf(':');
    String user = colon < 0 ? name : name.substring(0, colon);
    List<Long> groups = new ArrayList<>();
    groups.add(ids.gid());
    if (colon < 0 || colon == name.length() - 1) {
      accounts
          .flatMap(
              rootfs ->
                  user.matches("[0-9]*")
                      ? RootAccount.withId(rootfs, uid)
                      : RootAccount.named(rootfs, user))
          .ifPresent(account -> groups.addAll(account.groups()));
    }
    EngineSteps.options(choices, FurtherGroups.class)
        .forEach(further -> groups.addAll(further.gids()));
    return User.builder().uid(uid).gid(ids.gid()).additionalGids(groups).build();
  }
}
