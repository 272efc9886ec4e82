using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Tests.Tape;

public sealed class MessageWindowTests
{
    [Fact]
    public void An_id_is_known_until_as_many_others_as_the_window_holds_have_come()
    {
        var window = new MessageWindow(100);
        for (var i = 0; i < 100; i++)
            Assert.True(window.TryAdd(new MessageId(1, i)));
        for (var i = 0; i < 100; i++)
            Assert.False(window.TryAdd(new MessageId(1, i)));

        Assert.True(window.TryAdd(new MessageId(1, 100)));
        Assert.True(window.TryAdd(new MessageId(1, 0)));
        Assert.False(window.TryAdd(new MessageId(1, 2)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_agrees_with_a_plain_queue_and_set(int seed)
    {
        var random = new Random(seed);
        var window = new MessageWindow(64);
        var queue = new Queue<MessageId>();
        for (var i = 0; i < 50_000; i++)
        {
            var id = new MessageId((ulong)random.Next(3), random.Next(120));
            var isNew = !queue.Contains(id);
            Assert.True(isNew == window.TryAdd(id), $"seed {seed}, step {i}, {id}");
            if (!isNew)
                continue;
            queue.Enqueue(id);
            if (queue.Count > 64)
                queue.Dequeue();
        }
    }
}
