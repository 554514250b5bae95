package dev.ocispec.request;

import dev.ocispec.report.Finding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

final class BuildRequestBuilder implements BuildRequest.Builder {
  final List<BuildInput> inputs = new ArrayList<>();
  final List<String> commandArgs = new ArrayList<>();
  Optional<String> workingDir = Optional.empty();
  final List<String> scratchPaths = new ArrayList<>();
  Optional<String> inputsDir = Optional.empty();
  final List<String> outputs = new ArrayList<>();
  final List<EnvironmentVariable> environment = new ArrayList<>();
  BuildConstraints constraints = BuildConstraints.builder().build();
  final List<AdditionalFile> additionalFiles = new ArrayList<>();
  final List<String> refscanNeedles = new ArrayList<>();

  BuildRequestBuilder() {}

  BuildRequestBuilder(BuildRequest from) {
    inputs.addAll(from.inputs());
    commandArgs.addAll(from.commandArgs());
    workingDir = from.workingDir();
    scratchPaths.addAll(from.scratchPaths());
    inputsDir = from.inputsDir();
    outputs.addAll(from.outputs());
    environment.addAll(from.environment());
    constraints = from.constraints();
    additionalFiles.addAll(from.additionalFiles());
    refscanNeedles.addAll(from.refscanNeedles());
  }

  @Override
  public BuildRequest.Builder inputs(Iterable<BuildInput> values) {
    return replace(inputs, values);
  }

  @Override
  public BuildRequest.Builder addInput(String name, Path source) {
    inputs.add(new BuildInput(name, Optional.of(source)));
    return this;
  }

  @Override
  public BuildRequest.Builder addInput(String name) {
    inputs.add(new BuildInput(name, Optional.empty()));
    return this;
  }

  @Override
  public BuildRequest.Builder commandArgs(String... args) {
    return commandArgs(List.of(args));
  }

  @Override
  public BuildRequest.Builder commandArgs(Iterable<String> args) {
    return replace(commandArgs, args);
  }

  @Override
  public BuildRequest.Builder addCommandArgs(String... args) {
    commandArgs.addAll(List.of(args));
    return this;
  }

  @Override
  public BuildRequest.Builder workingDir(String path) {
    workingDir = Optional.of(path);
    return this;
  }

  @Override
  public BuildRequest.Builder clearWorkingDir() {
    workingDir = Optional.empty();
    return this;
  }

  @Override
  public BuildRequest.Builder scratchPaths(String... paths) {
    return scratchPaths(List.of(paths));
  }

  @Override
  public BuildRequest.Builder scratchPaths(Iterable<String> paths) {
    return replace(scratchPaths, paths);
  }

  @Override
  public BuildRequest.Builder addScratchPaths(String... paths) {
    scratchPaths.addAll(List.of(paths));
    return this;
  }

  @Override
  public BuildRequest.Builder inputsDir(String path) {
    inputsDir = Optional.of(path);
    return this;
  }

  @Override
  public BuildRequest.Builder clearInputsDir() {
    inputsDir = Optional.empty();
    return this;
  }

  @Override
  public BuildRequest.Builder outputs(String... paths) {
    return outputs(List.of(paths));
  }

  @Override
  public BuildRequest.Builder outputs(Iterable<String> paths) {
    return replace(outputs, paths);
  }

  @Override
  public BuildRequest.Builder addOutputs(String... paths) {
    outputs.addAll(List.of(paths));
    return this;
  }

  @Override
  public BuildRequest.Builder environment(Iterable<EnvironmentVariable> variables) {
    return replace(environment, variables);
  }

  @Override
  public BuildRequest.Builder putEnvironment(String key, String value) {
    EnvironmentVariable variable = new EnvironmentVariable(key, value);
    for (int i = 0; i < environment.size(); i++) {
      if (environment.get(i).key().equals(key)) {
        environment.set(i, variable);
        return this;
      }
    }
    environment.add(variable);
    return this;
  }

  @Override
  public BuildRequest.Builder removeEnvironment(String key) {
    environment.removeIf(variable -> variable.key().equals(key));
    return this;
  }

  @Override
  public BuildRequest.Builder constraints(BuildConstraints value) {
    constraints = value;
    return this;
  }

  @Override
  public BuildRequest.Builder constraints(Consumer<BuildConstraints.Builder> edit) {
    BuildConstraints.Builder builder = constraints.toBuilder();
    edit.accept(builder);
    return constraints(builder.build());
  }

  @Override
  public BuildRequest.Builder additionalFiles(Iterable<AdditionalFile> files) {
    return replace(additionalFiles, files);
  }

  @Override
  public BuildRequest.Builder addAdditionalFile(String path, byte[] contents) {
    additionalFiles.add(AdditionalFile.of(path, contents));
    return this;
  }

  @Override
  public BuildRequest.Builder addAdditionalFile(String path, String contents) {
    return addAdditionalFile(path, contents.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public BuildRequest.Builder refscanNeedles(String... needles) {
    return refscanNeedles(List.of(needles));
  }

  @Override
  public BuildRequest.Builder refscanNeedles(Iterable<String> needles) {
    return replace(refscanNeedles, needles);
  }

  @Override
  public BuildRequest.Builder addRefscanNeedles(String... needles) {
    refscanNeedles.addAll(List.of(needles));
    return this;
  }

  @Override
  public BuildRequest build() {
    List<Finding> found = RequestCheck.of(this);
    if (!found.isEmpty()) {
      throw new InvalidBuildRequestException(found);
    }
    return new BuildRequestValue(
        inputs.stream().sorted(Comparator.comparing(BuildInput::name)).toList(),
        List.copyOf(commandArgs),
        workingDir,
        List.copyOf(scratchPaths),
        inputsDir,
        List.copyOf(outputs),
        List.copyOf(environment),
        constraints,
        List.copyOf(additionalFiles),
        List.copyOf(refscanNeedles));
  }

  private <T> BuildRequest.Builder replace(List<T> list, Iterable<T> values) {
    List<T> copy = new ArrayList<>();
    values.forEach(copy::add);
    list.clear();
    list.addAll(copy);
    return this;
  }
}
