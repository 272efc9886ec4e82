using System.Buffers;
using System.Text;
using Bourse.Gateway.Trading;

namespace Bourse.Tests.Gateway;

public class JsonFieldsTests
{
    [Fact]
    public void A_list_of_texts_is_read_as_it_is()
    {
        var fields = Parse("""{"symbols":["ASX:BHP","a\u00e9"]}"""u8);
        Assert.Equal(["ASX:BHP", "aé"], fields.Texts("symbols", countMax: 2, lengthMax: 8)!);
        Assert.Null(fields.Fault);
    }

    [Theory]
    [InlineData("""["ok","\ud800"]""")]
    [InlineData("""["one","two","three"]""")]
    [InlineData("""["much too long"]""")]
    [InlineData("""["one",2]""")]
    [InlineData("\"one\"")]
    public void What_is_no_list_of_texts_is_refused(string symbols)
    {
        var fields = Parse(Encoding.UTF8.GetBytes($$"""{"symbols":{{symbols}}}"""));
        fields.Texts("symbols", countMax: 2, lengthMax: 8);
        Assert.Equal("symbols", fields.Fault?.Field);
    }

    [Fact]
    public void Bytes_that_are_no_characters_are_refused_wherever_they_are()
    {
        var fields = Parse([.. "{\"symbols\":[\"AS"u8, 0x81, .. "\"]}"u8]);
        fields.Texts("symbols", countMax: 2, lengthMax: 8);
        Assert.Equal("symbols", fields.Fault?.Field);
    }

    private static JsonFields Parse(ReadOnlySpan<byte> json) =>
        JsonFields.Parse(new ReadOnlySequence<byte>(json.ToArray())) ?? throw new InvalidOperationException("No object.");
}
