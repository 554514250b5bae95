package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ocispec.json.Json;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Spec;
import dev.ocispec.testkit.OciArbitraries;
import dev.ocispec.validation.Validator;
import dev.ocispec.version.MinimumVersion;
import dev.ocispec.version.Release;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;

/** What the declared release does not define, and what later ones have given up. */
@Tag("unit")
@org.junit.jupiter.api.Tag("unit")
class ReleaseRulesTest {
  private static final Validator VALIDATOR = validator();

  private static Validator validator() {
    Validator validator = Validator.standard().rulesOnly().withRules(Rules.none());
    for (Rule rule : ReleaseRules.LIST) {
      validator = validator.with(rule);
    }
    return validator;
  }

  private static List<Finding> findings(String version, String members) {
    String json = "{\"ociVersion\":\"" + version + "\"," + members.replace('\'', '"') + "}";
    return VALIDATOR
        .validate(JsonDocument.of(json.getBytes(StandardCharsets.UTF_8)), DocumentKind.CONFIG)
        .findings();
  }

  @Test
  void aNewerMemberIsReportedWithItsReleaseAndWhatIsInItIsNot() {
    assertThat(findings("1.2.1", "'linux':{'memoryPolicy':{'mode':'MPOL_BIND','nodes':'0'}}"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("version-newer-property");
              assertThat(finding.level()).isEqualTo(Level.SHOULD);
              assertThat(finding.pointer()).isEqualTo("/linux/memoryPolicy");
              assertThat(finding.message())
                  .isEqualTo(
                      "expected a member that 1.2.1 defines, found \"memoryPolicy\", which came"
                          + " with 1.3.0");
              assertThat(finding.suggestion()).contains("declare ociVersion 1.3.0 or a later one");
            });
  }

  @Test
  void theSameMemberOfManyElementsIsReportedOnce() {
    String call = "{'names':['a'],'action':'SCMP_ACT_ERRNO','errnoRet':1}";
    assertThat(
            findings(
                "1.0.2",
                "'linux':{'seccomp':{'defaultAction':'SCMP_ACT_ALLOW','syscalls':["
                    + call
                    + ","
                    + call
                    + ","
                    + call
                    + "]}}"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.pointer()).isEqualTo("/linux/seccomp/syscalls/0/errnoRet");
              assertThat(finding.message()).endsWith("with 1.1.0, here and in 2 more places");
            });
  }

  @Test
  void aNewerValueIsReported() {
    assertThat(findings("1.0.2", "'linux':{'namespaces':[{'type':'time'},{'type':'pid'}]}"))
        .extracting(Finding::rule, Finding::pointer)
        .containsExactly(tuple("version-newer-value", "/linux/namespaces/0/type"));
    assertThat(findings("1.1.0", "'linux':{'namespaces':[{'type':'time'}]}")).isEmpty();
  }

  @Test
  void whatIsGoneIsReportedByWhetherTheDeclaredReleaseStillHasIt() {
    String rdt = "'linux':{'intelRdt':{'enableCMT':true}}";
    assertThat(findings("1.3.0", rdt))
        .extracting(Finding::rule, Finding::level)
        .containsExactly(tuple("version-removed", Level.SHOULD));
    assertThat(findings("1.2.1", rdt))
        .extracting(Finding::rule, Finding::level)
        .containsExactly(tuple("version-deprecated", Level.INFO));
    assertThat(findings("1.0.2", rdt))
        .extracting(Finding::rule)
        .containsExactly("version-newer-property");
  }

  @Test
  void nullAndWrongTypesCountAsAbsent() {
    assertThat(findings("1.0.2", "'domainname':null,'linux':{'personality':3}")).isEmpty();
  }

  @Test
  void aVersionThatIsNoReleaseStandsForTheNewestOfItsMinor() {
    assertThat(findings("1.2.0-rc.1", "'linux':{'memoryPolicy':{'mode':'MPOL_DEFAULT'}}"))
        .extracting(Finding::rule)
        .containsExactly("version-newer-property");
    assertThat(findings("2.0.0", "'linux':{'memoryPolicy':{'mode':'MPOL_DEFAULT'}}")).isEmpty();
  }

  @Provide
  Arbitrary<JsonValue> configs() {
    return OciArbitraries.documents(DocumentKind.CONFIG);
  }

  /** The search for the lowest release is made otherwise, and has to come to the same. */
  @Property
  void allThatAsksForALaterReleaseIsReportedOrIsInSomethingThatIs(
      @ForAll("configs") JsonValue json, @ForAll Release declared) {
    Spec spec =
        Json.read(json.toString(), Spec.class).toBuilder().ociVersion(declared.version()).build();
    Set<String> later =
        MinimumVersion.of(spec).reasons().stream()
            .filter(reason -> reason.since().compareTo(declared) > 0)
            .filter(reason -> !reason.pointer().startsWith("/annotations/"))
            .map(reason -> pattern(reason.pointer()))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> reported =
        VALIDATOR.validate(spec).findings().stream()
            .filter(finding -> finding.rule().startsWith("version-newer"))
            .map(finding -> pattern(finding.pointer()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(later).containsAll(reported);
    assertThat(later)
        .allMatch(
            pointer ->
                reported.stream()
                    .anyMatch(at -> pointer.equals(at) || pointer.startsWith(at + "/")));
  }

  private static String pattern(String pointer) {
    return pointer.replaceAll("/[0-9]+(?=/|$)", "/*");
  }
}
