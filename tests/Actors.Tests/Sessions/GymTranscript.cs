namespace ActorInput.Actors.Tests.Sessions;

/// <summary>Requests and answers of a real pokemon-gym, word for word, except the pictures, whose middle is cut.</summary>
internal static class GymTranscript
{
    public const string Text = """
        ### status, never initialised
        GET /status  (no body)
        -> 200 OK
        {"status":"not_initialized"}
        ### action, never initialised
        POST /action  {"action_type": "press_key", "keys": ["a"]}
        -> 200 OK
        {"player_name":"","rival_name":"","money":0,"location":"SESSION_TIMEOUT","coordinates":[0,0],"badges":[],"valid_moves":[],"inventory":[],"dialog":"Session has timed out after 30 minutes. Please initialize a new session.","pokemons":[],"screenshot_base64":"","collision_map":null,"step_number":0,"execution_time":0.0,"score":0.0}
        ### initialize
        POST /initialize  {"headless": true, "sound": false}
        -> 200 OK
        {"player_name":"RED","rival_name":"BLUE","money":0,"location":"PALLET TOWN","coordinates":[5,6],"badges":[],"valid_moves":[],"inventory":[],"dialog":null,"pokemons":[],"screenshot_base64":"iVBORw0KGgoAAAANSUhEUgAA...<70696 base64 chars>","collision_map":"+----------+\n|██████████|\n|██████████|\n|██████████|\n|██████████|\n|████↓█████|\n|██████████|\n|██████████|\n|██████████|\n|██████████|\n+----------+\n\nLegend:\n█ - Wall/Obstacle\n· - Path/Walkable\nS - Sprite\n↑/↓/←/→ - Player (facing direction)","step_number":0,"execution_time":0.0,"score":1.0}
        ### status after initialize
        GET /status  (no body)
        -> 200 OK
        {"status":"running","steps_taken":0,"session_dir":"gameplay_sessions/session_20261124_044938","remaining_time_seconds":14394.982697486877,"remaining_time_minutes":239.91637829144796,"score":1.0,"pokemon_count":0,"badges_count":0,"locations_count":1}
        ### press one key
        POST /action  {"action_type": "press_key", "keys": ["a"]}
        -> 200 OK
        {"player_name":"RED","rival_name":"BLUE","money":1,"location":"PALLET TOWN","coordinates":[5,6],"badges":[],"valid_moves":[],"inventory":[],"dialog":"A","pokemons":[],"screenshot_base64":"iVBORw0KGgoAAAANSUhEUgAA...<70696 base64 chars>","collision_map":"+----------+\n|██████████|\n|██████████|\n|██████████|\n|██████████|\n|████↓█████|\n|██████████|\n|██████████|\n|██████████|\n|██████████|\n+----------+\n\nLegend:\n█ - Wall/Obstacle\n· - Path/Walkable\nS - Sprite\n↑/↓/←/→ - Player (facing direction)","step_number":1,"execution_time":5.0182554721832275,"score":1.0}
        ### press three keys in one request
        POST /action  {"action_type": "press_key", "keys": ["up", "right", "b"]}
        -> 200 OK
        {"player_name":"RED","rival_name":"BLUE","money":4,"location":"PALLET TOWN","coordinates":[6,5],"badges":[],"valid_moves":[],"inventory":[],"dialog":"AURB","pokemons":[],"screenshot_base64":"iVBORw0KGgoAAAANSUhEUgAA...<70696 base64 chars>","collision_map":"+----------+\n|██████████|\n|██████████|\n|██████████|\n|██████████|\n|████↓█████|\n|██████████|\n|██████████|\n|██████████|\n|██████████|\n+----------+\n\nLegend:\n█ - Wall/Obstacle\n· - Path/Walkable\nS - Sprite\n↑/↓/←/→ - Player (facing direction)","step_number":2,"execution_time":0.0027968883514404297,"score":1.0}
        ### wait 30 frames
        POST /action  {"action_type": "wait", "frames": 30}
        -> 200 OK
        {"player_name":"RED","rival_name":"BLUE","money":4,"location":"PALLET TOWN","coordinates":[6,5],"badges":[],"valid_moves":[],"inventory":[],"dialog":"AURB","pokemons":[],"screenshot_base64":"iVBORw0KGgoAAAANSUhEUgAA...<70696 base64 chars>","collision_map":"+----------+\n|██████████|\n|██████████|\n|██████████|\n|██████████|\n|████↓█████|\n|██████████|\n|██████████|\n|██████████|\n|██████████|\n+----------+\n\nLegend:\n█ - Wall/Obstacle\n· - Path/Walkable\nS - Sprite\n↑/↓/←/→ - Player (facing direction)","step_number":3,"execution_time":0.0029778480529785156,"score":1.0}
        ### status after 4 successful actions (3+1+... keys)
        GET /status  (no body)
        -> 200 OK
        {"status":"running","steps_taken":4,"session_dir":"gameplay_sessions/session_20261124_044938","remaining_time_seconds":14394.398790597916,"remaining_time_minutes":239.90664650996527,"score":1.0,"pokemon_count":0,"badges_count":0,"locations_count":1}
        ### one invalid key among valid ones
        POST /action  {"action_type": "press_key", "keys": ["a", "nope", "b"]}
        -> 500 Internal Server Error
        {"detail":"Failed to take action: Invalid key: nope. Valid keys are: ['a', 'b', 'start', 'select', 'up', 'down', 'left', 'right']"}
        ### stop
        POST /stop  (no body)
        -> 200 OK
        {"status":"stopped","session_dir":"gameplay_sessions/session_20261124_044938","final_score":1.0,"pokemon_collected":[],"badges_earned":[],"locations_visited":["PALLET_TOWN"],"pokemon_count":0,"badges_count":0,"locations_count":1}
        ### stop again
        POST /stop  (no body)
        -> 200 OK
        {"status":"not_initialized"}
        ### status after stop
        GET /status  (no body)
        -> 200 OK
        {"status":"not_initialized"}
        ### action after stop
        POST /action  {"action_type": "press_key", "keys": ["a"]}
        -> 400 Bad Request
        {"detail":"Environment not initialized. Call /initialize first."}
        """;
}
