using Bourse.Tape.Relay;

namespace Bourse.Tests.Relay;

public sealed class RelayFormatTests
{
    private const string Document = "docs/formats/relay.md";

    [Fact]
    public void A_request_has_the_bytes_of_the_document()
    {
        var golden = FormatDocument.Hex(Document, "relay-request");
        Assert.Equal(golden, new RelayRequest(RelayStart.Sequence, 17, ["ASX:RIO", "BHP"]).ToBytes());
        var read = RelayRequest.Read(golden, out var fault);
        Assert.Equal("", fault);
        Assert.Equal((RelayStart.Sequence, 17L), (read!.Start, read.Value));
        Assert.Equal(["ASX:RIO", "BHP"], read.Symbols);
    }

    [Fact]
    public void A_heartbeat_has_the_bytes_of_the_document()
    {
        var bytes = new byte[RelayFrame.PaddedBytes(0)];
        Assert.Equal(bytes.Length, RelayFrame.Write(bytes, RelayFrame.Heartbeat, 1, 42, 0, default));
        Assert.Equal(FormatDocument.Hex(Document, "relay-heartbeat"), bytes);
    }

    [Fact]
    public void A_request_cut_anywhere_or_with_any_byte_changed_is_read_or_refused_but_never_throws()
    {
        var golden = new RelayRequest(RelayStart.Time, 5, ["ASX:RIO", "BHP"]).ToBytes();
        for (var length = 0; length < golden.Length; length++)
            Assert.Null(RelayRequest.Read(golden.AsSpan(0, length), out _));
        for (var i = 0; i < golden.Length; i++)
            for (var value = 0; value < 256; value++)
            {
                var changed = golden.ToArray();
                changed[i] = (byte)value;
                if (RelayRequest.Read(changed, out var fault) is null)
                    Assert.NotEqual("", fault);
            }
    }

    [Theory]
    [InlineData("unix:/tmp/relay.sock", true)]
    [InlineData("tcp:127.0.0.1:8081", true)]
    [InlineData("tcp:example.org:8081", true)]
    [InlineData("tcp:127.0.0.1", false)]
    [InlineData("tcp:127.0.0.1:x", false)]
    [InlineData("tcp:127.0.0.1:99999", false)]
    [InlineData("http://127.0.0.1", false)]
    [InlineData("", false)]
    public void An_address_is_a_socket_path_or_a_host_and_port(string text, bool isAddress)
    {
        if (isAddress)
            Assert.Equal(text, RelayAddress.Parse(text).Text);
        else
            Assert.Throws<FormatException>(() => RelayAddress.Parse(text));
    }
}
