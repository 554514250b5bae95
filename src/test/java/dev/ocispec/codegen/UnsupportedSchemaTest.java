package dev.ocispec.codegen;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the generator can't translate ends the build with place and reason. */
@Tag("unit")
class UnsupportedSchemaTest {
  @TempDir Path folder;

  private void read(String member, String definitions) throws IOException {
    new SmallSchema(folder).read(member, definitions);
  }

  private void file(String name, String json) throws IOException {
    new SmallSchema(folder).file(name, json);
  }

  @Test
  void theSchemaAroundTheCasesIsSupported() {
    assertThatCode(
            () ->
                read(
                    "{MEMBER,'$ref':'#/definitions/B'}",
                    "'B':{DOCS,'type':'object','properties':{'c':{MEMBER,'type':'string'}}}"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // keywords that have no translation
        "{MEMBER,'type':'string','allOf':[]} | : unsupported keyword allOf of type string",
        "{MEMBER,'type':'string','anyOf':[]} | : unsupported keyword anyOf of type string",
        "{MEMBER,'type':'string','oneOf':[]} | : unsupported keyword oneOf of type string",
        "{MEMBER,'type':'string','not':{}} | : unsupported keyword not of type string",
        "{MEMBER,'type':'string','format':'uri'} | : unsupported keyword format of type string",
        "{MEMBER,'type':'string','maxLength':1} | : unsupported keyword maxLength of type string",
        "{MEMBER,'type':'integer','multipleOf':2} | : unsupported keyword multipleOf of type"
            + " integer",
        "{MEMBER,'type':'string','x-absnt':'A.'} | : unsupported keyword x-absnt of type string",
        // keywords where they would be dropped
        "{MEMBER,'type':'string','minimum':1} | : unsupported keyword minimum of type string",
        "{MEMBER,'type':'integer','pattern':'a'} | : unsupported keyword pattern of type integer",
        "{MEMBER,'type':'integer','enum':[1]} | : unsupported keyword enum of type integer",
        "{MEMBER,'type':'boolean','enum':[true]} | : unsupported keyword enum of type boolean",
        "{MEMBER,'type':'string','title':'T'} | : unsupported keyword title of type string",
        "{MEMBER,'$ref':'#/definitions/s','minimum':1} | : unsupported keyword minimum beside $ref",
        "{MEMBER,'$ref':'#/definitions/s','type':'string'} | : unsupported keyword type beside"
            + " $ref",
        "{MEMBER,'type':'object','required':['b']} | : required needs properties beside it",
        "{MEMBER,'type':'object','additionalProperties':{'type':'string'},'patternProperties':{}}"
            + " | : only one of properties, additionalProperties and patternProperties is"
            + " supported",
        // types
        "{MEMBER} | : type must be one string, or a list of one and \"null\"",
        "{MEMBER,'type':['string','integer']} | : type must be one string, or a list of one and"
            + " \"null\"",
        "{MEMBER,'type':['string']} | : type must be one string, or a list of one and \"null\"",
        "{MEMBER,'type':['string','integer','null']} | : type must be one string, or a list of one"
            + " and \"null\"",
        "{MEMBER,'type':'number'} | : unsupported type number",
        "{MEMBER,'type':'null'} | : unsupported type null",
        "true | : a schema must be an object",
        "{MEMBER,'type':'object','properties':{}} | : must be a definition of its own, to have a"
            + " name",
        "{MEMBER,'type':'array'} | : items must be one schema",
        "{MEMBER,'type':'array','items':[{'type':'string'}]} | : items must be one schema",
        "{MEMBER,'type':'array','items':{'type':'string'},'minItems':-1} | : minItems must be a"
            + " whole number from 0",
        "{MEMBER,'type':'array','items':{'type':['string','null']}} | /items: only members may be"
            + " null",
        "{MEMBER,'type':'array','items':{'type':'boolean'}} | : only lists of strings, objects and"
            + " uint32 numbers are supported",
        "{MEMBER,'type':'array','items':{'type':'integer','x-integer':'int64'}} | : only lists of"
            + " strings, objects and uint32 numbers are supported",
        "{MEMBER,'type':'array','items':{'type':'array','items':{'type':'string'}}} | : only lists"
            + " of strings, objects and uint32 numbers are supported",
        "{MEMBER,'x-singular':'A','type':'object','additionalProperties':{'type':'boolean'}} | :"
            + " only maps of strings and objects are supported",
        "{MEMBER,'x-singular':'A','type':'object','patternProperties':{'a':{'type':'string'},"
            + "'b':{'type':'string'}}} | /patternProperties: only one pattern is supported",
        "{MEMBER,'x-singular':'A','type':'object','additionalProperties':true} | :"
            + " additionalProperties must be an object",
        // documentation
        "{'x-since':'1.0.0','x-absent':'A.','type':'string'} | : description and x-since are"
            + " needed",
        "{'description':' ','x-since':'1.0.0','x-absent':'A.','type':'string'} | : description and"
            + " x-since are needed",
        "{'description':'D.','x-absent':'A.','type':'string'} | : description and x-since are"
            + " needed",
        "{DOCS,'type':'string'} | : x-absent is missing",
        "{'description':'D.','x-since':'1.2','x-absent':'A.','type':'string'} | : x-since and"
            + " x-until must be releases such as 1.2.0",
        // releases
        "{MEMBER,'x-changes':[{'reason':'R.','pattern':null}],'type':'string'} | : x-changes needs"
            + " until, a release, and reason, a text",
        "{MEMBER,'x-changes':[{'until':'1.0','reason':'R.'}],'type':'string'} | : x-changes needs"
            + " until, a release, and reason, a text",
        "{MEMBER,'x-changes':[{'until':'1.0.1'}],'type':'string'} | : x-changes needs until, a"
            + " release, and reason, a text",
        "{MEMBER,'x-changes':[{'until':'1.0.1','reason':'R.','maximum':2}],'type':'string'} | :"
            + " x-changes can't have maximum here",
        "{MEMBER,'x-changes':[{'until':'1.0.1','reason':'R.','minItems':2}],'type':'array',"
            + "'items':{'type':'string'}} | : x-changes can't have minItems here",
        "{MEMBER,'x-changes':[{'until':'1.0.1','reason':'R.','maximum':2}],"
            + "'$ref':'#/definitions/s'} | : x-changes can't have maximum here",
        "{MEMBER,'x-changes':[{'until':'1.0.1','reason':'R.','maximum':0.5}],'type':'integer',"
            + "'x-integer':'int8'} | : maximum in x-changes must be a whole number or null",
        // strings
        "{MEMBER,'type':'string','enum':['x']} | : enum needs x-known-values beside it",
        "{MEMBER,'type':'string','enum':[1]} | : enum must be a list of different strings",
        "{MEMBER,'type':'string','enum':['x','x']} | : enum must be a list of different strings",
        "{MEMBER,'type':'string','x-known-values':{'x':{DOCS}}} | : must be a definition of its"
            + " own, to have a name",
        "{MEMBER,'type':'string','pattern':'('} | : no regular expression: Unclosed group",
        "{MEMBER,'type':'string','pattern':1} | : a pattern must be a string that is not empty",
        // numbers
        "{MEMBER,'type':'integer'} | : these bounds are no plain integer type's: x-integer is"
            + " needed",
        "{MEMBER,'type':'integer','minimum':0,'maximum':511} | : these bounds are no plain integer"
            + " type's: x-integer is needed",
        "{MEMBER,'type':'integer','minimum':0,'x-integer':'uint33'} | : these bounds are no plain"
            + " integer type's: x-integer is needed",
        "{MEMBER,'type':'integer','minimum':0.5,'x-integer':'int8'} | : minimum must be a whole"
            + " number",
        "{MEMBER,'type':'integer','maximum':256,'x-integer':'uint8'} | : the bounds are outside of"
            + " x-integer",
        // references
        "{MEMBER,'$ref':'#/definitions/nothing'} | : $ref leads to nothing: #/definitions/nothing",
        "{MEMBER,'$ref':'other.json#/x'} | : $ref names the file other.json, which is not here",
        "{MEMBER,'$ref':'#definitions/s'} | : $ref must be FILE#/POINTER or #/POINTER, found"
            + " #definitions/s",
        "{MEMBER,'$ref':'https://example.org/x#/a'} | : $ref names the file https://example.org/x,"
            + " which is not here",
        // annotations that would do nothing
        "{MEMBER,'x-singular':'A','type':'string'} | : x-singular is for these and only these:"
            + " lists of objects, maps",
        "{MEMBER,'type':'object','additionalProperties':{'type':'string'}} | : x-singular is for"
            + " these and only these: lists of objects, maps",
        "{MEMBER,'x-singular':'a','type':'object','additionalProperties':{'type':'string'}} | :"
            + " x-singular must be upper camel case, found a",
        "{MEMBER,'x-environment':true,'type':'string'} | : x-environment is only for lists of"
            + " strings",
        "{MEMBER,'x-key':'b','type':'array','items':{'type':'string'}} | : x-key is only for lists"
            + " of objects",
        "{MEMBER,'x-stacking':true,'type':'string'} | : x-stacking is only for keyed lists",
        "{MEMBER,'x-computed':'lowest-release','type':'string'} | : x-computed must be"
            + " lowest-release, on a required member",
      })
  void aMemberIsRefusedWithPlaceAndReason(String member, String fault) {
    assertThatThrownBy(() -> read(member, "'s':{DOCS,'type':'string'}"))
        .isInstanceOf(SchemaException.class)
        .hasMessage("thing.json#/properties/a" + fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'B':{DOCS,'type':'object','properties':{'c':{MEMBER,'$ref':'#/definitions/B'}}}"
            + " | /B: a type that holds itself is not supported",
        "'B':{DOCS,'type':'object','properties':{'c':{MEMBER,'x-singular':'C','type':'array',"
            + "'items':{'$ref':'#/definitions/B'}}}}"
            + " | /B: a type that holds itself is not supported",
        "'B':{DOCS,'type':'object','properties':{'c':{MEMBER,'$ref':'#/definitions/C'}}},"
            + "'C':{DOCS,'type':'object','properties':{'b':{MEMBER,'$ref':'#/definitions/B'}}}"
            + " | /B: a type that holds itself is not supported",
        "'b':{'$ref':'#/definitions/c'},'c':{'$ref':'#/definitions/b'}"
            + " | /b: $ref leads back to itself",
        "'B':{DOCS,'type':'object','required':['d'],'properties':{'c':{MEMBER,'type':'string'}}}"
            + " | /B: required names no property: d",
        "'B':{DOCS,'type':'object','required':'c','properties':{'c':{DOCS,'type':'string'}}}"
            + " | /B: required must be a list of different strings",
        "'B':{DOCS,'type':'object','required':['c'],'properties':{'c':{MEMBER,'type':'string'}}}"
            + " | /B/properties/c: x-absent makes no sense on a required member",
        "'B':{DOCS,'type':'object','properties':{'c-d':{MEMBER,'type':'string'}}}"
            + " | /B/properties/c-d: \"c-d\" can't be a Java name",
        "'B':{DOCS,'type':'object','properties':{'class':{MEMBER,'type':'string'},"
            + "'class_':{MEMBER,'type':'string'}}}"
            + " | /B: class and class_ have the same name in Java",
        "'B':{'type':'object','properties':{}} | /B: description and x-since are needed",
        "'B':{DOCS,'x-changes':[{'until':'1.0.1','reason':'R.','required':['d']}],'type':'object','properties':{'c':{MEMBER,'type':'string'}}}"
            + " | /B: x-changes requires no property: d",
        "'B':{DOCS,'x-changes':[{'until':'1.0.1','reason':'R.','required':[]}],'type':'object',"
            + "'required':['c'],'properties':{'c':{DOCS,'type':'string'}}} | /B: c was not required"
            + " before: unsupported",
        "'B':{DOCS,'type':'object','properties':{},'x-removed':{'c':{MEMBER,'type':'string'}}}"
            + " | /B/x-removed/c: x-until is missing",
        "'B':{DOCS,'type':'string','enum':['x','y'],'x-known-values':{'x':{DOCS}}}"
            + " | /B: enum and x-known-values list different values",
        "'B':{DOCS,'type':'string','x-known-values':{'x':{'x-since':'1.0.0'}}}"
            + " | /B/x-known-values/x: description and x-since are needed",
        "'B':{DOCS,'type':'string','x-known-values':{'a-b':{DOCS},'A_b':{DOCS}}}"
            + " | /B/x-known-values/A_b: the constant A_B stands for a-b too",
        "'B':{DOCS,'type':'string','x-known-values':{'known':{DOCS}}}"
            + " | /B/x-known-values/known: the constant KNOWN is taken",
        "'B':{DOCS,'type':'string','x-known-values':{'':{DOCS}}}"
            + " | /B/x-known-values/: a known value is empty",
      })
  void aDefinitionIsRefusedWithPlaceAndReason(String definitions, String fault) {
    assertThatThrownBy(() -> read("{MEMBER,'type':'string'}", definitions))
        .isInstanceOf(SchemaException.class)
        .hasMessage("thing.json#/definitions" + fault);
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, x-key must name a required string of B; found nothing",
    "number, x-key must name a required string of B; found number",
    "maybe, x-key must name a required string of B; found maybe",
  })
  void theKeyOfAListIsARequiredStringOfItsElements(String key, String reason) {
    String elements =
        "'B':{DOCS,'type':'object','required':['id','number'],'properties':{"
            + "'id':{DOCS,'type':'string'},'maybe':{MEMBER,'type':'string'},"
            + "'number':{DOCS,'type':'integer','x-integer':'int8'}}}";
    String list = "'x-singular':'A','type':'array','items':{'$ref':'#/definitions/B'}";

    assertThatCode(() -> read("{MEMBER,'x-key':'id'," + list + "}", elements))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> read("{MEMBER,'x-key':'" + key + "'," + list + "}", elements))
        .hasMessage("thing.json#/properties/a: " + reason.replace(';', ','));
  }

  @Test
  void buildersAreNotSeenFromAnotherPackage() throws IOException {
    file(
        "parts.json",
        "{'x-package':'state','definitions':{'B':{DOCS,'type':'object','properties':{}}}}");

    assertThatThrownBy(() -> read("{MEMBER,'$ref':'parts.json#/definitions/B'}", ""))
        .hasMessage("thing.json#/properties/a: the object type B is in another package");
    file(
        "parts.json",
        "{'x-package':'state','definitions':{'B':{DOCS,'type':'object','properties':{"
            + "'e':{MEMBER,'x-environment':true,'type':'array','items':{'type':'string'}}}}}}");
    assertThatThrownBy(() -> read("{MEMBER,'type':'string'}", ""))
        .hasMessage(
            "parts.json#/definitions/B/properties/e: x-environment is only for the package spec");
  }

  @Test
  void moreMembersThanBitsAreRefused() {
    String members =
        IntStream.range(0, 65)
            .mapToObj(i -> "'m" + i + "':{MEMBER,'type':'string'}")
            .collect(Collectors.joining(","));

    assertThatThrownBy(
            () ->
                read(
                    "{MEMBER,'type':'string'}",
                    "'B':{DOCS,'type':'object','properties':{" + members + "}}"))
        .hasMessage("thing.json#/definitions/B: more than 64 members are not supported");
  }

  @Test
  void twoTypesOfOneNameAreRefused() throws IOException {
    file(
        "a.json",
        "{'x-package':'spec','definitions':{'B':{DOCS,'type':'object','properties':{}}}}");

    assertThatThrownBy(
            () ->
                read(
                    "{MEMBER,'type':'string'}",
                    "'B':{DOCS,'type':'string','x-known-values':{'x':{DOCS}}}"))
        .hasMessage(
            "thing.json#/definitions/B: there is a type of that name at a.json#/definitions/B");
  }

  @Test
  void aFileNeedsAKnownPackageAndSomethingInIt() throws IOException {
    file("x.json", "{'definitions':{'B':{DOCS,'type':'object','properties':{}}}}");
    assertThatThrownBy(() -> SchemaReader.read(folder)).hasMessage("x.json: x-package is missing");
    file(
        "x.json",
        "{'x-package':'other','definitions':{'B':{DOCS,'type':'object'," + "'properties':{}}}}");
    assertThatThrownBy(() -> SchemaReader.read(folder))
        .hasMessage("x.json: x-package must be one of [spec, state, features, imagespec, cdispec]");
    file("x.json", "{'x-package':'spec'}");
    assertThatThrownBy(() -> SchemaReader.read(folder))
        .hasMessage("x.json#: there is neither a title nor a definition");
  }

  @Test
  void filesWhoseTypesUseEachOtherAreRefused() throws IOException {
    file(
        "a.json",
        "{'x-package':'spec','definitions':{"
            + "'A':{DOCS,'type':'object','properties':{'b':{MEMBER,'$ref':'b.json#/definitions/B'}}},"
            + "'C':{DOCS,'type':'object','properties':{}}}}");
    file(
        "b.json",
        "{'x-package':'spec','definitions':{'B':{DOCS,'type':'object','properties':{"
            + "'c':{MEMBER,'$ref':'a.json#/definitions/C'}}}}}");

    assertThatThrownBy(() -> SchemaReader.read(folder))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("its types use those of files that use them in turn: ");
  }

  @Test
  void aFileThatIsNoJsonIsNamed() throws IOException {
    file("x.json", "{'a':1,'a':2}");

    assertThatThrownBy(() -> SchemaReader.read(folder))
        .isInstanceOf(SchemaException.class)
        .hasMessage("x.json:1:11: Duplicate Object property \"a\"");
  }
}
