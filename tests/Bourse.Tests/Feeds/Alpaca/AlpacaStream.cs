using System.Text;
using Bourse.Feeds.Alpaca;
using Bourse.Feeds.Venues;

namespace Bourse.Tests.Feeds.Alpaca;

/// <summary>Alpaca's protocol in both forms, and frames of every kind that it documents.</summary>
internal static class AlpacaStream
{
    public const string Key = "key-of-the-test";
    public const string Secret = "secret-of-the-test";

    public static VenueProtocol Json { get; } = new AlpacaProtocol(Login, isPacked: false);

    public static VenueProtocol Packed { get; } = new AlpacaProtocol(Login, isPacked: true);

    public static AlpacaLogin Login => AlpacaLogin.From(name => name switch
    {
        "APCA_API_KEY_ID" => Key,
        "APCA_API_SECRET_KEY" => Secret,
        _ => null,
    });

    public static IReadOnlyList<string> Frames { get; } =
    [
        """[{"T":"success","msg":"connected"}]""",
        """[{"T":"success","msg":"authenticated"}]""",
        """[{"T":"error","code":406,"msg":"connection limit exceeded"}]""",
        """[{"T":"subscription","trades":["MSFT","BRK.B"],"quotes":["MSFT"],"bars":[],"updatedBars":null,"lulds":["MSFT"]}]""",
        """
        [{"T":"t","S":"MSFT","i":7101,"x":"V","p":412.005,"s":30,"c":["@","F","I"],"z":"C","t":"2026-03-02T15:00:00.123456789Z"},
         {"T":"t","S":"BRK.B","i":12,"x":"N","p":499.5,"s":100,"c":[" "],"z":"A","t":"2026-03-02T15:00:00.25Z"},
         {"T":"t","S":"MSFT","i":52983525033527,"x":"D","p":0.0001,"s":1,"c":null,"z":"C","t":"2026-03-02T15:00:01Z"}]
        """,
        """
        [{"T":"q","S":"MSFT","bx":"V","bp":412,"bs":2,"ax":"Q","ap":412.01,"as":11,"c":["R"],"z":"C","t":"2026-03-02T15:00:00.5Z"},
         {"T":"q","S":"BRK.B","bx":"N","bp":0,"bs":0,"ax":"N","ap":499.6,"as":3,"c":["R"],"z":"A","t":"2026-03-02T15:00:00.6Z"}]
        """,
        """[{"T":"b","S":"MSFT","o":411.9,"h":412.1,"l":411.85,"c":412.04,"v":53120,"n":700,"vw":411.98765432101,"t":"2026-03-02T15:00:00Z"}]""",
        """[{"T":"u","S":"MSFT","o":411.9,"h":412.1,"l":411.85,"c":412.05,"v":53220,"n":701,"vw":411.99,"t":"2026-03-02T15:00:00Z"}]""",
        """[{"T":"d","S":"MSFT","o":410,"h":413.3,"l":409.2,"c":412.04,"v":12345678,"n":90000,"vw":411.2,"t":"2026-03-02T05:00:00Z"}]""",
        """[{"T":"s","S":"MSFT","sc":"H","sm":"Trading Halt","rc":"T1","rm":"Halt: News Pending","t":"2026-03-02T15:10:00Z","z":"C"}]""",
        """[{"T":"s","S":"MSFT","sc":"T","sm":"Trading Resumption","rc":"","rm":"","t":"2026-03-02T15:20:00Z","z":"C"}]""",
        """[{"T":"l","S":"MSFT","u":432.6,"d":391.4,"i":"B","t":"2026-03-02T15:00:02.5Z","z":"C"}]""",
        """[{"T":"x","S":"MSFT","i":7101,"x":"V","p":412.005,"s":30,"a":"C","z":"C","t":"2026-03-02T15:01:00Z"}]""",
        """
        [{"T":"c","S":"MSFT","x":"V","oi":7101,"op":412.005,"os":30,"oc":["@"],"ci":7102,"cp":412.05,"cs":31,"cc":["@"],
          "z":"C","t":"2026-03-02T15:01:01Z"}]
        """,
        """[{"T":"i","S":"MSFT","p":411.5,"z":"C","t":"2026-03-02T20:58:09Z"},{"T":"news","headline":"of no interest"}]""",
    ];

    public static string Text(VenueProtocol protocol, string frame) => FrameText.Of(protocol, Encoding.UTF8.GetBytes(frame));

    /// <summary>What a frame says, in events.</summary>
    public static VenueEvent[] Decoded(string frame)
    {
        var decoded = new DecodedFrame();
        Json.Decode(Encoding.UTF8.GetBytes(frame), decoded);
        return decoded.Events.ToArray();
    }
}
