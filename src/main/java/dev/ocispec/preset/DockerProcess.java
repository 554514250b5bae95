package dev.ocispec.preset;

import dev.ocispec.image.ImageUser;
import dev.ocispec.preset.ProgramOptions.FurtherGroups;
import dev.ocispec.preset.ProgramOptions.TerminalChoice;
import dev.ocispec.preset.ProgramOptions.UserChoice;
import dev.ocispec.preset.ProgramOptions.Variable;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The process of a container of docker. */
final class DockerProcess {
  private final ImmutableEngineChoices choices;

  DockerProcess(ImmutableEngineChoices choices) {
    this.choices = choices;
  }

  /** The configuration with the process, whose host has that name. */
  Spec in(Spec spec, Optional<String> hostname) {
    List<String> plain = env(spec);
    Spec converted =
        EngineSteps.withImage(SpecEdits.process(spec, ContainerProcess.Builder::clearEnv), choices);
    List<String> ofImage = env(converted);
    List<Variable> chosen = EngineSteps.options(choices, Variable.class).toList();
    Spec named =
        SpecEdits.process(
            converted,
            process -> {
              process.env(plain);
              hostname.ifPresent(name -> process.putEnv("HOSTNAME", name));
              if (EngineSteps.has(choices, TerminalChoice.class)) {
                process.terminal(true).putEnv("TERM", "xterm");
              }
              chosen.forEach(variable -> process.putEnv(variable.name(), variable.value()));
              for (String variable : ofImage) {
                String name = variable.split("=", 2)[0];
                if (chosen.stream().noneMatch(one -> one.name().equals(name))) {
                  process.putEnv(
                      name, variable.substring(Math.min(name.length() + 1, variable.length())));
                }
              }
              choices
                  .entrypoint()
                  .ifPresent(
                      words ->
                          process.args(
                              Stream.concat(
                                      words.stream(), choices.command().orElse(List.of()).stream())
                                  .toList()));
            });
    return DockerInit.started(withUser(named), choices);
  }

  private static List<String> env(Spec spec) {
    return spec.process().map(ContainerProcess::env).orElse(List.of());
  }

  /** Docker lists the group of the user among the further ones too. */
  private Spec withUser(Spec spec) {
    Spec chosen =
        EngineSteps.last(choices, UserChoice.class)
            .findFirst()
            .map(user -> ImageUser.of(user.user(), user.rootfs().or(() -> choices.accounts())))
            .map(ids -> SpecEdits.process(spec, ids::applyTo))
            .orElse(spec);
    List<Long> groups = new ArrayList<>();
    chosen
        .process()
        .flatMap(process -> process.user())
        .ifPresent(
            user -> {
              groups.add(user.gid().orElse(0));
              user.additionalGids().stream()
                  .filter(group -> !groups.contains(group))
                  .forEach(groups::add);
            });
    EngineSteps.options(choices, FurtherGroups.class)
        .flatMap(further -> further.gids().stream())
        .forEach(groups::add);
    return SpecEdits.process(chosen, process -> process.user(user -> user.additionalGids(groups)));
  }
}
