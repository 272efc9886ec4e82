namespace Bourse.EndToEnd;

/// <summary>The screen's time machine in a real browser, on the sample of real ticks.</summary>
public sealed class DashboardMachineTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("I go back to a moment and see what was known then, and nothing after it")]
    [InlineData("the past goes on as fast as I say, and stands when I hold it")]
    [InlineData("I go to the next trade, to a moment that I type, and back to now")]
    [InlineData("a past that has caught up becomes the present")]
    [InlineData("on a phone the past is looked at too")]
    public void I_travel_in_time(string story)
    {
        ScreenStory.SkipWithoutBrowser();
        using var server = Server.Start(_data.Path, "--port", "0", "--set", "Feeds:Synthetic:EventsPerSecond=200").WaitServing();
        ScreenStory.Tell("machine", story, server);
    }
}
