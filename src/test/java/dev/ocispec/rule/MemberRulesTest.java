package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Finding;
import dev.ocispec.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members that no release defines, and what they were most likely meant to be. */
@Tag("unit")
class MemberRulesTest {
  private static final Validator VALIDATOR =
      Validator.standard().withRules(Rules.none()).with(rule(0)).with(rule(1));

  private static Rule rule(int index) {
    return MemberRules.LIST.get(index);
  }

  private static List<Finding> findings(String members) {
    String json = "{\"ociVersion\":\"1.0.2\"," + members.replace('\'', '"') + "}";
    return VALIDATOR
        .validate(JsonDocument.of(json.getBytes(StandardCharsets.UTF_8)), DocumentKind.CONFIG)
        .findings();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'process':{'cwd':'/','noNewPrivilege':true}|/process/noNewPrivilege|did you mean"
            + " `noNewPrivileges`?",
        "'process':{'cwd':'/','noNewPriveleges':true}|/process/noNewPriveleges|did you mean"
            + " `noNewPrivileges`?",
        "'mount':[]|/mount|did you mean `mounts`?",
        "'Mount':[]|/Mount|did you mean `mounts`?",
        "'readonly':true|/readonly|`readonly` belongs to `root`",
        "'linux':{'mounts':[]}|/linux/mounts|`mounts` belongs to the top level",
        "'linux':{'cpus':'0'}|/linux/cpus|`cpus` belongs to `linux.resources.cpu`",
        "'mounts':[{'destination':'/','option':['ro']}]|/mounts/0/option|did you mean `options`?",
        "'linux':{'readonlyPaht':[]}|/linux/readonlyPaht|did you mean `readonlyPaths`?",
        "'process':{'cwd':'/','user':{'uid':1,'gif':1}}|/process/user/gif|did you mean `gid`?",
      })
  void aNameThatLooksLikeAMistakeIsReportedWithWhatWasMeant(
      String members, String pointer, String advice) {
    assertThat(findings(members))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("unknown-property-misspelt");
              assertThat(finding.pointer()).isEqualTo(pointer);
              assertThat(finding.suggestion()).contains(advice);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'colour':'red'|/colour",
        "'x-mounts':1|/x-mounts",
        "'X-Acme':{'mount':1}|/X-Acme",
        "'com.example.mounts':1|/com.example.mounts",
        "'linux':{'id':1}|/linux/id",
        "'linux':{'path':1}|/linux/path",
        "'colour':null|/colour",
        "'':1|/",
      })
  void anyOtherNameIsOnlyMentioned(String members, String pointer) {
    assertThat(findings(members))
        .extracting(Finding::rule, Finding::pointer)
        .containsExactly(tuple("unknown-property", pointer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'annotations':{'mount':'1'}",
        "'linux':{'sysctl':{'net.ipv4.ip_forwrd':'1'}}",
        "'linux':{'resources':{'unified':{'memory.hihg':'1'}}}",
        "'linux':{'intelRdt':{'enableCMT':true}}",
        "'hostname':5",
        "'linux':[{'mount':1}]",
      })
  void keysOfMapsAndWhatTheSchemaHasSaidAreLeftAlone(String members) {
    assertThat(findings(members))
        .extracting(Finding::rule)
        .allMatch(id -> id.startsWith("schema-"));
  }

  @Test
  void aNameThatDiffersInCaseIsReportedOnce() {
    assertThat(findings("\"hostName\":\"a\""))
        .extracting(Finding::rule)
        .containsExactly("json-name-case");
  }

  @Test
  void ofNamesThatAreEquallyNearTheOneThatIsNotThereIsMeant() {
    String user = "\"process\":{\"cwd\":\"/\",\"user\":{\"%s\":1,\"id\":2}}";

    assertThat(findings(user.formatted("uid")).get(0).suggestion()).contains("did you mean `gid`?");
    assertThat(findings(user.formatted("gid")).get(0).suggestion()).contains("did you mean `uid`?");
  }

  @Test
  void aHundredThousandUnknownNamesTakeLittleTime() {
    StringBuilder members = new StringBuilder("\"hostname\":\"a\"");
    for (int i = 0; i < 100_000; i++) {
      members.append(",\"n").append(Integer.toString(i, 36)).append("\":1");
    }
    long start = System.nanoTime();

    assertThat(findings(members.toString())).hasSize(1001);
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(5_000);
  }
}
