package dev.ocispec.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class BuildRequestTest {
  private static BuildRequest.Builder valid() {
    return BuildRequest.builder().commandArgs("/bin/true");
  }

  /** Pointer, rule and message of all faults. */
  private static List<String> faults(BuildRequest.Builder builder) {
    InvalidBuildRequestException refused =
        catchThrowableOfType(InvalidBuildRequestException.class, builder::build);
    assertThat(refused).as("the request is refused").isNotNull();
    assertThat(refused.findings()).allMatch(finding -> finding.level() == Level.MUST);
    return refused.findings().stream().map(BuildRequestTest::line).toList();
  }

  private static String line(Finding finding) {
    return finding.pointer() + " " + finding.rule() + ": " + finding.message();
  }

  @Test
  void aRequestHoldsWhatItWasGiven() {
    BuildRequest request =
        BuildRequest.builder()
            .commandArgs("/bin/sh", "-c")
            .addCommandArgs("exit 3")
            .workingDir("build")
            .addScratchPaths("build")
            .inputsDir("inputs")
            .addOutputs("build/out")
            .addInput("src", Path.of("/srv/src"))
            .addInput("lib")
            .putEnvironment("HOME", "/homeless")
            .constraints(c -> c.system("x86_64-linux").minMemory(5).networkAccess(true))
            .constraints(c -> c.provideBinSh(true).addAvailableReadOnlyPaths("/dev/kvm"))
            .addAdditionalFile("build/a", "text")
            .addRefscanNeedles("needle")
            .build();
    assertThat(request.commandArgs()).containsExactly("/bin/sh", "-c", "exit 3");
    assertThat(request.workingDir()).contains("build");
    assertThat(request.scratchPaths()).containsExactly("build");
    assertThat(request.inputsDir()).contains("inputs");
    assertThat(request.outputs()).containsExactly("build/out");
    assertThat(request.inputs()).extracting(BuildInput::name).containsExactly("lib", "src");
    assertThat(request.inputs().get(1).source()).contains(Path.of("/srv/src"));
    assertThat(request.environment()).containsExactly(new EnvironmentVariable("HOME", "/homeless"));
    assertThat(request.constraints().system()).contains("x86_64-linux");
    assertThat(request.constraints().minMemory()).isEqualTo(5);
    assertThat(request.constraints().availableReadOnlyPaths()).containsExactly("/dev/kvm");
    assertThat(request.constraints().networkAccess()).isTrue();
    assertThat(request.constraints().provideBinSh()).isTrue();
    assertThat(request.additionalFiles()).containsExactly(AdditionalFile.of("build/a", "text"));
    assertThat(request.additionalFiles().get(0).contents()).asString().isEqualTo("text");
    assertThat(request.refscanNeedles()).containsExactly("needle");
    assertThat(request.toBuilder().build()).isEqualTo(request);
  }

  @Test
  void nothingIsAllowedThatWasNotAskedFor() {
    BuildConstraints constraints = valid().build().constraints();
    assertThat(constraints.system()).isEmpty();
    assertThat(constraints.minMemory()).isZero();
    assertThat(constraints.availableReadOnlyPaths()).isEmpty();
    assertThat(constraints.networkAccess()).isFalse();
    assertThat(constraints.provideBinSh()).isFalse();
  }

  @Test
  void theOrderOfInputsDoesNotCount() {
    BuildRequest one = valid().inputsDir("in").addInput("b").addInput("a").build();
    BuildRequest other = valid().inputsDir("in").addInput("a").addInput("b").build();
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
  }

  @Test
  void additionalFilesAreEqualByPathAndBytes() {
    byte[] bytes = {1, 2};
    AdditionalFile file = AdditionalFile.of("f", bytes);
    bytes[0] = 9;
    file.contents()[1] = 9;
    assertThat(file.contents()).containsExactly(1, 2);
    assertThat(file)
        .isEqualTo(AdditionalFile.of("f", new byte[] {1, 2}))
        .hasSameHashCodeAs(AdditionalFile.of("f", new byte[] {1, 2}))
        .isNotEqualTo(AdditionalFile.of("f", new byte[] {1, 3}))
        .isNotEqualTo(AdditionalFile.of("g", new byte[] {1, 2}))
        .hasToString("f (2 bytes)");
    assertThat(file.hashCode()).isNotEqualTo(AdditionalFile.of("g", new byte[] {1, 2}).hashCode());
    assertThat(file.hashCode()).isNotEqualTo(AdditionalFile.of("f", new byte[] {1, 3}).hashCode());
  }

  @Test
  void aPathLiesInTheLongestScratchPathAboveIt() {
    BuildRequest request = valid().scratchPaths("nix", "nix/store", "build").build();
    assertThat(request.scratchPathOf("nix/store/x")).contains("nix/store");
    assertThat(request.scratchPathOf("nix/store")).contains("nix/store");
    assertThat(request.scratchPathOf("nix/storeroom")).contains("nix");
    assertThat(request.scratchPathOf("builder")).isEmpty();
  }

  @Test
  void thereMustBeACommand() {
    assertThat(faults(BuildRequest.builder()))
        .containsExactly(
            "/commandArgs request-command: expected a command and its arguments, found none");
    assertThat(faults(BuildRequest.builder().commandArgs("", "x")))
        .containsExactly(
            "/commandArgs/0 request-command: expected a command, found an empty string");
  }

  @Test
  void pathsInTheContainerAreCleanAndRelative() {
    String expected =
        "request-path: expected a clean path relative to the container's root, found ";
    String name = "a".repeat(255);
    assertThat(
            faults(
                valid()
                    .workingDir("/")
                    .inputsDir("/in")
                    .scratchPaths("a//b", "a/", "./a", "a/../b", "nul\0", "x" + name)
                    .outputs("..", "ok/" + name, "\ud800", ("/" + name).repeat(16).substring(1))))
        .containsExactly(
            "/workingDir " + expected + "an absolute path: \"/\"",
            "/scratchPaths/0 " + expected + "an empty component: \"a//b\"",
            "/scratchPaths/1 " + expected + "an empty component: \"a/\"",
            "/scratchPaths/2 " + expected + "the component \".\": \"./a\"",
            "/scratchPaths/3 " + expected + "the component \"..\": \"a/../b\"",
            "/scratchPaths/4 " + expected + "NUL in it: \"nul\\u0000\"",
            "/scratchPaths/5 "
                + expected
                + "a component of more than 255 bytes: \"x"
                + "a".repeat(59)
                + "… (256 characters)\"",
            "/inputsDir " + expected + "an absolute path: \"/in\"",
            "/outputs/0 " + expected + "the component \"..\": \"..\"",
            "/outputs/2 " + expected + "a lone surrogate in it: \"\\ud800\"");
    assertThat(faults(valid().workingDir("a/" + (name + "/").repeat(16) + "b")))
        .singleElement()
        .asString()
        .contains("found more than 4095 bytes");
  }

  @Test
  void hostPathsAreCleanAndAbsolute() {
    String expected = "request-host-path: expected a clean absolute path below /, found ";
    String at = "/constraints/availableReadOnlyPaths/";
    assertThat(
            faults(
                valid()
                    .constraints(
                        c -> c.availableReadOnlyPaths("/", "dev/kvm", "/dev/", "/a/./b", "/ok"))))
        .containsExactly(
            at + "0 " + expected + "an empty component: \"/\"",
            at + "1 " + expected + "a relative path: \"dev/kvm\"",
            at + "2 " + expected + "an empty component: \"/dev/\"",
            at + "3 " + expected + "the component \".\": \"/a/./b\"");
  }

  @Test
  void inputsAreNamedBySingleComponents() {
    String expected = " request-input-name: expected the name of a file or folder, found ";
    assertThat(
            faults(
                valid()
                    .inputsDir("in")
                    .addInput("a/b")
                    .addInput("..")
                    .addInput("")
                    .addInput("fine", Path.of("relative"))))
        .containsExactly(
            "/inputs/0/name" + expected + "a slash in it: \"a/b\"",
            "/inputs/1/name" + expected + "the component \"..\": \"..\"",
            "/inputs/2/name" + expected + "an empty component: \"\"",
            "/inputs/3/source request-host-path: expected an absolute path, found \"relative\"");
  }

  @Test
  void inputsNeedAFolder() {
    assertThat(faults(valid().addInput("a")))
        .containsExactly(
            "/inputsDir request-inputs-dir: expected a folder for the inputs, found none");
  }

  @Test
  void nothingIsNamedTwice() {
    BuildRequest.Builder builder =
        valid()
            .inputsDir("in")
            .addInput("z")
            .addInput("a")
            .addInput("z")
            .scratchPaths("s", "s")
            .outputs("o", "p", "o")
            .environment(
                List.of(new EnvironmentVariable("K", "1"), new EnvironmentVariable("K", "2")))
            .constraints(c -> c.availableReadOnlyPaths("/a", "/a"))
            .addAdditionalFile("f", "")
            .addAdditionalFile("f", "")
            .refscanNeedles("n", "n");
    assertThat(faults(builder))
        .containsExactly(
            duplicate("/inputs/2/name", "z", "/inputs/0/name"),
            duplicate("/scratchPaths/1", "s", "/scratchPaths/0"),
            duplicate("/outputs/2", "o", "/outputs/0"),
            duplicate("/environment/1/key", "K", "/environment/0/key"),
            duplicate(
                "/constraints/availableReadOnlyPaths/1",
                "/a",
                "/constraints/availableReadOnlyPaths/0"),
            duplicate("/additionalFiles/1/path", "f", "/additionalFiles/0/path"),
            duplicate("/refscanNeedles/1", "n", "/refscanNeedles/0"));
  }

  private static String duplicate(String at, String value, String first) {
    return at
        + " request-duplicate: expected each value once, found \""
        + value
        + "\" here and at "
        + first;
  }

  @Test
  void environmentKeysAreNames() {
    assertThat(faults(valid().putEnvironment("", "v").putEnvironment("A=B", "x\0y")))
        .containsExactly(
            "/environment/0/key request-environment-key: expected a name without an equals sign,"
                + " found \"\"",
            "/environment/1/key request-environment-key: expected a name without an equals sign,"
                + " found \"A=B\"",
            "/environment/1/value request-text: expected text without NUL, found \"x\\u0000y\"");
  }

  @Test
  void textsAreUnicodeWithoutNul() {
    assertThat(
            faults(
                valid()
                    .addCommandArgs("\0")
                    .addCommandArgs("\udc00")
                    .putEnvironment("K\0", "\ud800")
                    .constraints(c -> c.system("\0"))
                    .refscanNeedles("\ud800")))
        .containsExactly(
            "/commandArgs/1 request-text: expected text without NUL, found \"\\u0000\"",
            "/commandArgs/2 request-text: expected text, found a lone surrogate in"
                + " \"\\udc00\"",
            "/environment/0/key request-text: expected text without NUL, found \"K\\u0000\"",
            "/environment/0/value request-text: expected text, found a lone surrogate in"
                + " \"\\ud800\"",
            "/constraints/system request-text: expected text without NUL, found \"\\u0000\"",
            "/refscanNeedles/0 request-text: expected text, found a lone surrogate in"
                + " \"\\ud800\"");
  }

  @Test
  void constraintsMakeSense() {
    assertThat(faults(valid().constraints(c -> c.minMemory(-1))))
        .containsExactly(
            "/constraints/minMemory request-memory: expected 0 bytes or more, found -1");
  }

  @Test
  void noFileLiesBelowAnother() {
    assertThat(
            faults(
                valid()
                    .addAdditionalFile("a/b/c", "")
                    .addAdditionalFile("a", "")
                    .addAdditionalFile("ab", "")
                    .addAdditionalFile("/", "")))
        .containsExactly(
            "/additionalFiles/0/path request-file-below-file: expected a path that is not below"
                + " another file, found \"a/b/c\" below the file \"a\"",
            "/additionalFiles/3/path request-path: expected a clean path relative to the"
                + " container's root, found an absolute path: \"/\"");
  }

  @Test
  void aFileIsWhereAFileCanBe() {
    String expected = "request-file-place: expected a path where a file can be created, found ";
    assertThat(
            faults(
                valid()
                    .workingDir("work/here")
                    .scratchPaths("build", "nix/store", "inputs/src/deep")
                    .inputsDir("inputs")
                    .addInput("src")
                    .constraints(c -> c.availableReadOnlyPaths("/opt/tools").provideBinSh(true))
                    .addAdditionalFile("build", "")
                    .addAdditionalFile("nix", "")
                    .addAdditionalFile("work/here", "")
                    .addAdditionalFile("inputs", "")
                    .addAdditionalFile("inputs/src/x", "")
                    .addAdditionalFile("inputs/other", "")
                    .addAdditionalFile("inputs/src/deep/x", "")
                    .addAdditionalFile("opt/tools/x", "")
                    .addAdditionalFile("opt/toolsmith", "")
                    .addAdditionalFile("bin/sh", "")
                    .addAdditionalFile("bin/shell", "")
                    .addAdditionalFile("etc/x.conf", "")
                    .addAdditionalFile("build/x", "")
                    .addAdditionalFile("work/there", "")))
        .filteredOn(fault -> !fault.contains("request-file-below-file"))
        .containsExactly(
            file(0) + expected + "\"build\", the place of /scratchPaths/0",
            file(1) + expected + "\"nix\", a folder above /scratchPaths/1",
            file(2) + expected + "\"work/here\", the place of /workingDir",
            file(3) + expected + "\"inputs\", the place of /inputsDir",
            file(4) + expected + "\"inputs/src/x\", a place in /inputs/0, which is the host's",
            file(7)
                + expected
                + "\"opt/tools/x\", a place in /constraints/availableReadOnlyPaths/0, which is the"
                + " host's",
            file(9) + expected + "\"bin/sh\", the place of /constraints/provideBinSh");
  }

  private static String file(int index) {
    return "/additionalFiles/" + index + "/path ";
  }

  @Test
  void needlesAreNotEmpty() {
    assertThat(faults(valid().refscanNeedles("")))
        .containsExactly(
            "/refscanNeedles/0 request-needle: expected text to search for, found an empty string");
  }

  @Test
  void theMessageListsAllFaults() {
    InvalidBuildRequestException refused =
        catchThrowableOfType(
            InvalidBuildRequestException.class,
            () -> BuildRequest.builder().workingDir("/x").build());
    assertThat(refused)
        .hasMessage(
            "invalid build request:\n"
                + "/commandArgs: expected a command and its arguments, found none"
                + " [request-command] (must)\n"
                + "/workingDir: expected a clean path relative to the container's root,"
                + " found an absolute path: \"/x\" [request-path] (must)");
  }

  @Test
  void ruleIdsAreUnique() {
    assertThat(List.of(RequestRule.values()))
        .extracting(RequestRule::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.startsWith("request-"));
  }
}
