using System.Text;

namespace Bourse.Tests.Gateway;

/// <summary>The private events of docs/formats/websocket.md are those of an exchange at work, to the byte.</summary>
public sealed class OrderFormatTests
{
    [Fact]
    public async Task Every_private_event_is_as_on_the_page()
    {
        await using var socket = await ExchangeSocket.StartAsync();
        await using var ann = await socket.ConnectAsync(SocketCallers.Ann);
        await ann.JoinAsync("orders:ann");
        var last = OrderChannelTests.EverythingOnce(socket);
        var texts = new Dictionary<string, string>();
        for (long sequence = 0; sequence < last;)
        {
            var text = (await ann.ReadTextAsync())!;
            var frame = PhoenixFrame.Parse(text);
            texts[frame.Event] = text;
            sequence = frame.Sequence;
        }

        await ann.JoinAsync("orders:ann", """{"snapshot":true}""");
        PhoenixFrame snapshot;
        do
        {
            var text = (await ann.ReadTextAsync())!;
            snapshot = PhoenixFrame.Parse(text);
            texts[snapshot.Event] = text;
        }
        while (snapshot.Event != "snapshot");

        texts.Remove("phx_close");
        var page = new StringBuilder();
        foreach (var (name, text) in texts.OrderBy(text => text.Key, StringComparer.Ordinal))
            if (MessageFormatTests.Block($"orders {name}") != text)
                page.Append($"```json orders {name}\n{text}\n```\n\n");
        Assert.True(page.Length == 0, $"These are not as on the page:\n{page}");
    }
}
