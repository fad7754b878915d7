// A meter to test with: `ticlab sim` on a virtual serial port, driven by the test. POSIX.
#pragma once

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>

// It sends no frame until `step`, and then at once; nothing has to be waited for.
class TiclabSim {
 public:
  TiclabSim() {
    const char* ticlab = std::getenv("TICLAB");
    // The clock of the meter is said, so that each run is like the one before.
    const std::string command = std::string(ticlab ? ticlab : "npx ticlab") +
                                " sim --json --step --speed max --start 2026-01-14T12:00:00";
    // A folder of its own for port and socket: tests may run at once.
    if (!mkdtemp(&folder_[0])) throw std::runtime_error("no folder for ticlab");
    int in[2], out[2];
    if (pipe(in) < 0 || pipe(out) < 0) throw std::runtime_error("no pipe for ticlab");
    pid_ = fork();
    if (pid_ == 0) {
      dup2(in[0], 0);
      dup2(out[1], 1);
      for (int fd : {in[0], in[1], out[0], out[1]}) ::close(fd);
      setenv("XDG_RUNTIME_DIR", folder_.c_str(), 1);
      execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
      _exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    stdin_ = in[1];
    const std::string ready = read_line(out[0]);
    ::close(out[0]);
    const std::string control = text_of(ready, "control"), path = text_of(ready, "path");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, control.c_str(), sizeof address.sun_path - 1);
    control_ = socket(AF_UNIX, SOCK_STREAM, 0);
    const bool connected =
        connect(control_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    port_ = open(path.c_str(), O_RDWR | O_NOCTTY);
    if (ready.empty() || !connected || port_ < 0) {
      stop();
      throw std::runtime_error("ticlab did not start: " + command);
    }
  }

  ~TiclabSim() { stop(); }
  TiclabSim(const TiclabSim&) = delete;
  TiclabSim& operator=(const TiclabSim&) = delete;

  // Lets something happen, a JSON object such as {"do":"load","power":"2 kW"}: see `ticlab ctl --help`.
  void act(const std::string& message) {
    const std::string line = message + "\n";
    if (write(control_, line.data(), line.size()) < 0) throw std::runtime_error("ticlab has ended");
    const std::string answer = read_line(control_);
    if (answer.find("\"ok\":true") == std::string::npos) throw std::runtime_error(answer);
  }

  // Sends the next frames, and returns when they are on the port.
  void step(int frames = 1) { act("{\"do\":\"step\",\"frames\":" + std::to_string(frames) + "}"); }

  // Waits for the next byte of the port, as `Serial.read` would give it.
  char read_byte() {
    char byte;
    if (read(port_, &byte, 1) != 1) throw std::runtime_error("the port hangs up");
    return byte;
  }

 private:
  void stop() {
    ::close(port_);
    ::close(control_);
    ::close(stdin_);  // the sim stops when its standard input ends
    waitpid(pid_, nullptr, 0);
    rmdir((folder_ + "/ticlab").c_str());
    rmdir(folder_.c_str());
  }

  static std::string read_line(int fd) {
    std::string line;
    for (char c; read(fd, &c, 1) == 1 && c != '\n';) line += c;
    return line;
  }

  // The text of a key of a line of JSON; paths have nothing that JSON would escape.
  static std::string text_of(const std::string& json, const std::string& key) {
    const std::size_t at = json.find("\"" + key + "\":\"");
    if (at == std::string::npos) return "";
    const std::size_t from = at + key.size() + 4;
    return json.substr(from, json.find('"', from) - from);
  }

  std::string folder_ = "/tmp/sim-XXXXXX";
  pid_t pid_;
  int stdin_, control_ = -1, port_ = -1;
};
