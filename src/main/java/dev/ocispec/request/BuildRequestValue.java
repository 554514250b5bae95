package dev.ocispec.request;

import dev.ocispec.report.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** What Immutables makes {@link BuildRequest} of. */
@Value.Immutable(copy = false)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    typeAbstract = "*Value",
    build = "unchecked",
    depluralize = true,
    depluralizeDictionary = {"args:args", "paths:paths", "outputs:outputs", "needles:needles"})
abstract class BuildRequestValue implements BuildRequest {
  @Override
  @Value.Default
  public BuildConstraints constraints() {
    return BuildConstraints.builder().build();
  }

  /** Empty texts say the same as none, also in constraints of the caller's own making. */
  @Value.Check
  BuildRequestValue emptyAsAbsent() {
    if (Stream.of(workingDir(), inputsDir(), constraints().system())
        .noneMatch(text -> text.filter(String::isEmpty).isPresent())) {
      return this;
    }
    return ImmutableBuildRequest.builder()
        .from(this)
        .workingDir(workingDir().filter(path -> !path.isEmpty()))
        .inputsDir(inputsDir().filter(path -> !path.isEmpty()))
        .constraints(constraints().toBuilder().build())
        .unchecked();
  }

  /**
   * The request that users get: without faults, and with its inputs sorted.
   *
   * @throws InvalidBuildRequestException with {@code faults}, when there are any
   */
  BuildRequest orThrow(List<Finding> faults) {
    if (!faults.isEmpty()) {
      throw new InvalidBuildRequestException(faults);
    }
    return ImmutableBuildRequest.builder()
        .from(this)
        .inputs(inputs().stream().sorted(Comparator.comparing(BuildInput::name)).toList())
        .unchecked();
  }

  /** The parts of the builder that amend what it has; Immutables adds those that set. */
  abstract static class Builder implements BuildRequest.Builder {
    /** What the builder has, with its faults. */
    abstract BuildRequestValue unchecked();

    @Override
    public BuildRequest build() {
      BuildRequestValue request = unchecked();
      return request.orThrow(RequestCheck.of(request));
    }

    @Override
    public BuildRequest.Builder constraints(Consumer<BuildConstraints.Builder> edit) {
      BuildConstraints.Builder constraints = unchecked().constraints().toBuilder();
      edit.accept(constraints);
      return constraints(constraints.build());
    }

    @Override
    public BuildRequest.Builder putEnvironment(String key, String value) {
      EnvironmentVariable variable = new EnvironmentVariable(key, value);
      List<EnvironmentVariable> variables = new ArrayList<>(unchecked().environment());
      for (int i = 0; i < variables.size(); i++) {
        if (variables.get(i).key().equals(key)) {
          variables.set(i, variable);
          return environment(variables);
        }
      }
      return addEnvironment(variable);
    }

    @Override
    public BuildRequest.Builder removeEnvironment(String key) {
      return environment(
          unchecked().environment().stream().filter(v -> !v.key().equals(key)).toList());
    }
  }
}
