package dev.ocispec.codegen;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A loss that says too little, too much or nothing ends the build with place and reason. */
@Tag("unit")
class UnsupportedLossTest {
  @TempDir Path folder;

  private void read(String member, String definitions) throws IOException {
    new SmallSchema(folder).read(member, definitions);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{MEMBER,'x-loss':{'effect':'e'},'type':'string'} | : x-loss needs policy, one of drop,"
            + " replace, refuse, refuse-unless-empty",
        "{MEMBER,'x-loss':{'policy':'keep','effect':'e'},'type':'string'} | : x-loss needs policy,"
            + " one of drop, replace, refuse, refuse-unless-empty",
        "{MEMBER,'x-loss':{'policy':'drop'},'type':'string'} | : x-loss needs effect: a clause in"
            + " one line, without full stop",
        "{MEMBER,'x-loss':{'policy':'drop','effect':'It is gone.'},'type':'string'} | : x-loss"
            + " needs effect: a clause in one line, without full stop",
        "{MEMBER,'x-loss':{'policy':'drop','effect':'e','why':'w'},'type':'string'} | : x-loss"
            + " can't have why",
        "{MEMBER,'x-loss':{'policy':'drop','effect':'e','replacement':'r'},'type':'string'} | :"
            + " x-loss needs replacement with the policy replace, and only then",
        "{MEMBER,'x-loss':{'policy':'replace','effect':'e'},'type':'string'} | : x-loss needs"
            + " replacement with the policy replace, and only then",
        "{MEMBER,'x-loss':{'policy':'refuse','effect':'e','unless':{'b':'c'}},'type':'string'} | :"
            + " unless in x-loss is one member with its value, and only for drop",
        "{MEMBER,'x-loss':{'policy':'drop','effect':'e','unless':{}},'type':'string'} | : unless in"
            + " x-loss is one member with its value, and only for drop",
        "{MEMBER,'x-loss':{'policy':'drop','effect':'e'},'type':'string'} | : x-loss would do"
            + " nothing: no configuration can have this without its holder",
        "{LATER,'x-loss':{'policy':'drop','effect':'e','unless':{'b':'c'}},'type':'string'} | :"
            + " x-loss does not fit: unless must name a member beside this one and one of its known"
            + " values",
        "{LATER,'x-loss':{'policy':'replace','replacement':'r','effect':'e'},'type':'string'} | :"
            + " x-loss does not fit: replace is only for known values",
        "{LATER,'x-loss':{'policy':'refuse-unless-empty','effect':'e'},'type':'string'} | : x-loss"
            + " does not fit: refuse-unless-empty is only for objects, lists and maps",
      })
  void aLossThatDoesNotFitAMemberIsRefused(String member, String fault) {
    assertThatThrownBy(() -> read(member, ""))
        .isInstanceOf(SchemaException.class)
        .hasMessage("thing.json#/properties/a" + fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'policy':'replace','replacement':'r','effect':'e'} | : x-loss does not fit: replacement"
            + " must be an earlier value of the same list",
        "{'policy':'replace','replacement':'new','effect':'e'} | : x-loss does not fit: replacement"
            + " must be an earlier value of the same list",
        "{'policy':'refuse-unless-empty','effect':'e'} | : x-loss does not fit: refuse-unless-empty"
            + " and unless are only for members",
        "{'policy':'drop','unless':{'a':'old'},'effect':'e'} | : x-loss does not fit:"
            + " refuse-unless-empty and unless are only for members",
      })
  void aLossThatDoesNotFitAKnownValueIsRefused(String loss, String fault) {
    String values =
        "'V':{DOCS,'type':'string','x-known-values':{'old':{DOCS},"
            + "'new':{'description':'D.','x-since':'1.1.0','x-loss':";

    assertThatThrownBy(() -> read("{MEMBER,'$ref':'#/definitions/V'}", values + loss + "}}}"))
        .hasMessage("thing.json#/definitions/V/x-known-values/new" + fault);
    assertThatCode(
            () ->
                read(
                    "{MEMBER,'$ref':'#/definitions/V'}",
                    values + "{'policy':'replace','replacement':'old','effect':'e'}}}}"))
        .doesNotThrowAnyException();
  }

  @Test
  void aLossThatDoesNotFitAReservedKeyIsRefused() {
    assertThatThrownBy(
            () ->
                read(
                    "{MEMBER,'x-singular':'A','type':'object','additionalProperties':"
                        + "{'type':'string'},'x-known-keys':{'k':{'description':'D.',"
                        + "'x-since':'1.1.0','x-loss':{'policy':'replace','replacement':'l',"
                        + "'effect':'e'}}}}",
                    ""))
        .hasMessage(
            "thing.json#/properties/a/x-known-keys/k: x-loss does not fit: replace is only for"
                + " known values");
  }
}
