using Bourse.Gateway.Rest;
using Bourse.Ticks;

namespace Bourse.Tests.Gateway;

public class CursorTests
{
    private const string Golden = "AQAAAAAAAAAqAAAAAAAAAADkC1QCAAAABwAAAAAAAABJlO3MZqzh5Q";

    private static readonly Cursor Example = new(42, new TickKey(10_000_000_000, 7));

    [Fact]
    public void A_cursor_is_the_same_text_in_every_version() => Assert.Equal(Golden, Example.ToString());

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void A_cursor_comes_back_as_it_went(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 1_000; i++)
        {
            var cursor = new Cursor(
                (ulong)random.NextInt64(),
                new TickKey(random.NextInt64(long.MinValue, long.MaxValue), random.NextInt64(long.MinValue, long.MaxValue)));
            Assert.True(Cursor.TryRead(cursor.ToString(), out var read));
            Assert.Equal(cursor, read);
        }
    }

    [Fact]
    public void A_cursor_with_any_character_changed_is_refused()
    {
        for (var i = 0; i < Golden.Length; i++)
            foreach (var other in "A-_9=z ")
            {
                var changed = $"{Golden[..i]}{other}{Golden[(i + 1)..]}";
                Assert.Equal(changed == Golden, Cursor.TryRead(changed, out _));
            }
    }

    [Fact]
    public void A_cursor_cut_or_grown_is_refused()
    {
        for (var length = 0; length < Golden.Length; length++)
            Assert.False(Cursor.TryRead(Golden.AsSpan(0, length), out _));
        Assert.False(Cursor.TryRead(Golden + "A", out _));
    }
}
