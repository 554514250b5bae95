package dev.ocispec.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class BuildRequestBuilderTest {
  private static BuildRequest.Builder valid() {
    return BuildRequest.builder().commandArgs("/bin/true");
  }

  @Test
  void settersReplaceAndRemove() {
    BuildRequest first =
        valid()
            .workingDir("w")
            .scratchPaths("a")
            .outputs("a/x")
            .inputsDir("in")
            .addInput("i")
            .putEnvironment("A", "1")
            .putEnvironment("B", "2")
            .putEnvironment("A", "3")
            .addAdditionalFile("f", new byte[] {1, 2})
            .refscanNeedles("n")
            .constraints(c -> c.system("s").availableReadOnlyPaths("/a", "/b"))
            .build();
    assertThat(first.environment())
        .containsExactly(new EnvironmentVariable("A", "3"), new EnvironmentVariable("B", "2"));
    BuildRequest emptied =
        first.toBuilder()
            .inputs(List.of())
            .clearInputsDir()
            .clearWorkingDir()
            .scratchPaths(List.of())
            .outputs(List.of())
            .removeEnvironment("A")
            .additionalFiles(List.of())
            .refscanNeedles(List.of())
            .constraints(c -> c.clearSystem().availableReadOnlyPaths())
            .build();
    assertThat(emptied)
        .isEqualTo(valid().environment(List.of(new EnvironmentVariable("B", "2"))).build());
  }

  @Test
  void aListThatIsReplacedByItselfStays() {
    BuildRequest.Builder builder = valid();
    builder.commandArgs(builder.build().commandArgs());
    assertThat(builder.build().commandArgs()).containsExactly("/bin/true");
  }

  @Test
  void partsCanBeGivenAsValues() {
    BuildInput input = new BuildInput("src", Optional.of(Path.of("/srv/src")));
    EnvironmentVariable variable = new EnvironmentVariable("A", "1");
    AdditionalFile file = AdditionalFile.of("f", "text");
    assertThat(
            valid()
                .inputsDir(Optional.of("in"))
                .workingDir(Optional.empty())
                .addInput(input)
                .addEnvironment(variable)
                .addAdditionalFile(file)
                .constraints(c -> c.system(Optional.of("s")))
                .build())
        .isEqualTo(
            valid()
                .inputsDir("in")
                .addInput("src", Path.of("/srv/src"))
                .putEnvironment("A", "1")
                .addAdditionalFile("f", "text")
                .constraints(c -> c.system("s"))
                .build());
  }

  /** As the JSON form takes them. */
  @Test
  void anEmptyTextIsOneThatIsLeftOut() {
    assertThat(
            valid()
                .workingDir("")
                .inputsDir("")
                .constraints(c -> c.system("").minMemory(0))
                .build())
        .isEqualTo(valid().build());
    assertThat(
            valid()
                .workingDir(Optional.of(""))
                .inputsDir(Optional.of(""))
                .constraints(BuildConstraints.builder().system(Optional.of("")).build())
                .build()
                .toBuilder()
                .build())
        .isEqualTo(valid().build())
        .hasSameHashCodeAs(valid().build());
    assertThat(valid().workingDir("w").inputsDir("i").workingDir("").inputsDir("").build())
        .isEqualTo(valid().build());
    assertThat(BuildConstraints.builder().system("").build().system()).isEmpty();
    assertThat(new BuildInput("a", Optional.of(Path.of(""))))
        .isEqualTo(new BuildInput("a", Optional.empty()));
    assertThat(valid().inputsDir("in").addInput("a", Path.of("")).build())
        .isEqualTo(valid().inputsDir("in").addInput("a").build());
  }

  @Test
  void constraintsOfTheCallersOwnMakingAreTakenLikewise() {
    BuildConstraints empty =
        (BuildConstraints)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {BuildConstraints.class},
                (proxy, method, args) ->
                    switch (method.getName()) {
                      case "system" -> Optional.of("");
                      case "toBuilder" -> BuildConstraints.builder().system("");
                      case "availableReadOnlyPaths" -> List.of();
                      case "minMemory" -> 0L;
                      default -> false;
                    });
    assertThat(valid().constraints(empty).build()).isEqualTo(valid().build());
  }

  @Test
  void aBuilderKeepsTheOrderOfInputsAfterItMadeARequest() {
    BuildRequest.Builder builder = valid().inputsDir("in").addInput("b").addInput("a");
    assertThat(builder.build().inputs()).extracting(BuildInput::name).containsExactly("a", "b");
    assertThatThrownBy(builder.addInput("b")::build)
        .isInstanceOf(InvalidBuildRequestException.class)
        .hasMessageContaining(
            "/inputs/2/name: expected each value once, found \"b\" here and at /inputs/0/name");
  }

  @Test
  void aRequestIsCheckedOnce() {
    AtomicInteger checks = new AtomicInteger();
    Path source =
        (Path)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Path.class},
                (proxy, method, args) -> {
                  if (method.getName().equals("isAbsolute")) {
                    checks.incrementAndGet();
                  }
                  return method.invoke(Path.of("/srv/src"), args);
                });
    BuildRequest.Builder builder = valid().inputsDir("in").addInput("src", source);
    builder.putEnvironment("A", "1").constraints(c -> c.networkAccess(true));
    assertThat(checks).as("before the request is made").hasValue(0);
    builder.build();
    assertThat(checks).hasValue(1);
  }
}
